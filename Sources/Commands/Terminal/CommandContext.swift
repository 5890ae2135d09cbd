public import Core

/// What a command sees of the world: a test hands in another one, so that commands run in its own process, side by side.
public struct CommandContext: Sendable {
    @TaskLocal public static var current: CommandContext = .system

    public var output: any CommandOutput
    public var environment: [String: String]
    /// Absolute; relative paths of the command line begin here.
    public var workingDirectory: String
    public var time: any TimeSource
    /// The folder of the running executable.
    public var executableDirectory: String
    /// Asks for a line; nil when nobody can be asked.
    public var ask: (@Sendable (_ question: String) -> String?)?
    /// The descriptor that standard input is read from.
    public var input: Int32

    public init(
        output: any CommandOutput, environment: [String: String], workingDirectory: String,
        time: any TimeSource = SystemTime(), executableDirectory: String,
        ask: (@Sendable (_ question: String) -> String?)? = nil, input: Int32 = 0
    ) {
        self.output = output
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.time = time
        self.executableDirectory = executableDirectory
        self.ask = ask
        self.input = input
    }

    /// A path as the user wrote it, made absolute, without `.` and `..`, and with `~/` expanded.
    func path(_ text: String) -> String {
        var full = text
        if text == "~" || text.hasPrefix("~/") { full = (environment["HOME"] ?? "~") + text.dropFirst() }
        if !full.hasPrefix("/") { full = workingDirectory + "/" + full }
        var parts: [Substring] = []
        for part in full.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
