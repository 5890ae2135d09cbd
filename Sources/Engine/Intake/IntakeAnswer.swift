/// What a sender of a hook is told.
public struct IntakeAnswer: Hashable, Sendable {
    /// An HTTP status.
    public var status: Int
    public var message: String

    public init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Deliberately the same for a wrong and for a missing signature, and for every repository.
    static let unauthorized = IntakeAnswer(401, "the signature is missing or wrong; nothing was kept")
}
