/// Why a delivery or a spool file can't be read.
public struct WebhookError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        case wrongContentType, missingHeader, tooLarge, notJSON, missingField, wrongField, malformedSpool
    }

    public var code: Code
    /// What is wrong, where, and where possible what to do.
    public var message: String
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var description: String { message }
}
