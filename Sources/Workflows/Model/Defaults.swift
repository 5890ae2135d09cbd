public import Expressions

/// `defaults.run`.
public struct Defaults: Hashable, Sendable {
    public var shell: Located<Template>?
    public var workingDirectory: Located<Template>?

    public init(shell: Located<Template>? = nil, workingDirectory: Located<Template>? = nil) {
        self.shell = shell
        self.workingDirectory = workingDirectory
    }
}
