import ArgumentParser
import Glibc

/// Exit codes: 0 success, 1 the thing that was asked for failed, 2 it could not be done.
enum Failure {
    static func couldNotRun(_ message: String, code: Int32 = 2) -> ExitCode {
        note(message)
        return ExitCode(code)
    }

    /// Something to know beside the result, on standard error.
    static func note(_ message: String) {
        let line = Array("anneal: \(message)\n".utf8)
        write(STDERR_FILENO, line, line.count)
    }
}
