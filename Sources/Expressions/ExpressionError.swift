/// Why an expression cannot be read or has no value, and where in its text.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        case lexing
        case parsing
        case evaluation
    }

    public var kind: Kind
    public var message: String
    /// Unicode scalars from the start of the text that was parsed: of the expression, the template or the condition.
    public var offset: Int

    public init(_ kind: Kind, _ message: String, offset: Int) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }

    public var description: String { "\(message) (at character \(offset + 1))" }

    /// The same error in a text in which the expression begins `distance` scalars later.
    func shifted(by distance: Int) -> Self {
        ExpressionError(kind, message, offset: offset + distance)
    }
}
