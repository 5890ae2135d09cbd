public import ArgumentParser
import Glibc

/// The commands that talk to a server or need none, and how a command line is carried out.
///
/// Exit codes: 0 success, 1 what was asked for failed (a run, a check, a lint), 2 it could not be done.
public enum Commands {
    /// In the order of the help text.
    public static let all: [any ParsableCommand.Type] = [
        InitCommand.self, Lint.self, Eval.self, Dispatch.self, Runs.self, Events.self, Explain.self, Repo.self,
        Hooks.self,
        Doctor.self
    ]

    /// Parses and runs a command line; prints help, usage errors and what went wrong.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit code.
    public static func run(_ root: any ParsableCommand.Type, arguments: [String]) async -> Int32 {
        // A closed pipe is noticed where we write; connections must not end the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try root.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            let code = root.exitCode(for: error)
            let text = root.fullMessage(for: error)
            if !text.isEmpty {
                CommandContext.current.output.write(
                    Array((text + "\n").utf8), to: code == .success ? .output : .error)
            }
            // A mistake on the command line is EX_USAGE (64) to the parser, and "could not be done" to us.
            return code == .validationFailure ? ExitCode.couldNotRun.rawValue : code.rawValue
        }
    }
}
