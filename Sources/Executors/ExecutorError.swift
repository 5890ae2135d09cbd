import Glibc

/// Why a job could not be started.
public struct ExecutorError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable {
        /// The supervisor's executable is not where it should be.
        case missingSupervisor
        /// The system refused: out of processes, memory or descriptors.
        case system
        /// The dummy executor was told to refuse.
        case refused
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }

    /// For use right after the failed call.
    static func system(_ what: String, _ number: Int32 = errno) -> ExecutorError {
        ExecutorError(.system, "\(what): \(String(cString: strerror(number)))")
    }
}
