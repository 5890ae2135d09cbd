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
    /// How to mend it.
    public var help: String
    /// The name that is called and stands for no function.
    public var unknownFunction: String?

    /// - Parameter help: nil = what can be said of every error of the kind.
    public init(_ kind: Kind, _ message: String, help: String? = nil, offset: Int, unknownFunction: String? = nil) {
        self.kind = kind
        self.message = message
        self.offset = offset
        self.help = help ?? kind.help
        self.unknownFunction = unknownFunction
    }

    public var description: String { "\(message) (at character \(offset + 1))" }

    /// The same error in a text in which the expression begins `distance` scalars later.
    func shifted(by distance: Int) -> Self {
        var error = self
        error.offset += distance
        return error
    }
}

extension ExpressionError.Kind {
    fileprivate var help: String {
        switch self {
        case .lexing: "Remove it, or write it as a part of a text: 'in single quotes'."
        case .parsing: "Write a value, an operator and a value, or a call: contains(github.ref, 'main')."
        case .evaluation: "Give it another value."
        }
    }
}
