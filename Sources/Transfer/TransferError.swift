/// Why there is no answer, or no whole one.
public struct TransferError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        /// The request itself makes no sense: method, URL or a header.
        case invalidRequest
        case couldNotConnect, timedOut, tooLarge, tls, cancelled
        /// A stream was answered with a status other than 2xx; see ``TransferError/status``.
        case refused
        case other
    }

    public var code: Code
    /// With the URL, but without the user, password and query in it.
    public var message: String
    /// The server's answer to a ``Code/refused`` stream.
    public var status: Int?

    public init(_ code: Code, _ message: String, status: Int? = nil) {
        self.code = code
        self.message = message
        self.status = status
    }

    public var description: String { message }
}
