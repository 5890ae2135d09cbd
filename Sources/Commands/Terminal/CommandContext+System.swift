import FoundationEssentials
import Glibc

extension CommandContext {
    /// The real world.
    static let system = CommandContext(
        output: SystemOutput(environment: ProcessInfo.processInfo.environment),
        environment: ProcessInfo.processInfo.environment,
        workingDirectory: FileManager.default.currentDirectoryPath,
        executableDirectory: executableFolder(),
        ask: isatty(STDIN_FILENO) == 1 ? systemAnswer : nil)

    private static func executableFolder() -> String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }

    @Sendable private static func systemAnswer(to question: String) -> String? {
        // On standard error: what goes into a pipe stays free of questions.
        current.output.write(Array((question + " ").utf8), to: .error)
        return readLine()
    }
}
