public import Expressions

/// A name with a text that may hold `${{ }}`: an entry of `env`, `with` or `outputs`.
public struct EnvironmentEntry: Hashable, Sendable {
    public var name: Located<String>
    public var value: Located<Template>

    public init(name: Located<String>, value: Located<Template>) {
        self.name = name
        self.value = value
    }
}
