/// `defaults.run`, workflow and job already merged; both may hold `${{ }}`.
public struct RunDefaults: Hashable, Sendable, Codable {
    public var shell: String?
    public var workingDirectory: String?

    public init(shell: String? = nil, workingDirectory: String? = nil) {
        self.shell = shell
        self.workingDirectory = workingDirectory
    }
}
