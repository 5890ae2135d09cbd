/// Why a command could not do what was asked. Its text says what, where, and what to do.
struct CommandError: Error, CustomStringConvertible {
    enum Code: Sendable {
        /// The user asked for something that makes no sense.
        case invalid
        case notFound
        case couldNotRead, couldNotWrite
        /// No server where one should be.
        case unreachable
        case unauthorized
        /// The server said no; the message is its own.
        case refused
    }

    var code: Code
    var message: String
    var cause: (any Error)?

    init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    var description: String { message }
}
