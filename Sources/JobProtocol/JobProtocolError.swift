import Glibc

/// What went wrong with a file of a job directory.
public struct JobProtocolError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        /// A system call failed.
        case io
        /// The supervisor that should hold the lock is not us.
        case locked
        /// A supervisor has run in this directory before.
        case used
        /// A file is not what it should be.
        case malformed
        /// The plan's version is not ours.
        case unknownVersion
    }

    public var code: Code
    public var message: String
    public var path: String
    /// `errno`, where a system call failed.
    public var systemError: Int32?

    public init(_ code: Code, _ message: String, path: String, systemError: Int32? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.systemError = systemError
    }

    public var description: String { "\(path): \(message)" }

    /// For use right after the failed call.
    static func io(_ action: String, _ path: String, _ error: Int32 = errno) -> JobProtocolError {
        JobProtocolError(
            .io, "can't \(action): \(String(cString: strerror(error)))", path: path, systemError: error)
    }
}
