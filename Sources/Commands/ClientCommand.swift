import ArgumentParser
import Glibc
import Transfer

/// A command whose errors end as one sentence on standard error and exit code 2.
protocol ClientCommand: AsyncParsableCommand {
    func perform(_ context: CommandContext) async throws
}

extension ClientCommand {
    mutating func run() async throws {
        let context = CommandContext.current
        do {
            try await perform(context)
        } catch let error as CommandError {
            throw context.couldNotRun(error.message)
        } catch let error as TransferError {
            throw context.couldNotRun(error.message)
        }
    }
}

extension CommandContext {
    /// - Returns: what to throw.
    fileprivate func couldNotRun(_ message: String) -> ExitCode {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        for (offset, line) in lines.enumerated() {
            output.note(offset == 0 ? "anneal: \(String(line))" : "  \(String(line))")
        }
        return .couldNotRun
    }
}

extension ExitCode {
    static let couldNotRun = ExitCode(2)
}
