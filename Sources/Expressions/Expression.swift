public import Core

/// One expression of GitHub Actions' language, without `${{ }}`. Immutable; equal when the texts are.
public struct Expression: Sendable {
    /// As it was written.
    public let text: String
    let root: Node

    /// Those that can be called, as they are usually written.
    public static let functionNames = Function.allCases.map(\.name)

    /// An empty text is the expression `null`, as it is to GitHub's parser.
    public init(parsing text: String) throws(ExpressionError) {
        try self.init(parsing: text, contexts: nil)
    }

    /// - Parameter contexts: the names of contexts to allow, without regard to case; nil allows any, to be checked
    ///   by the caller through ``references``.
    public init(parsing text: String, contexts: Set<String>?) throws(ExpressionError) {
        var lexer = Lexer(text)
        let tokens = try lexer.tokens()
        var parser = Parser(tokens, of: lexer.scalars, contexts: contexts)
        self.init(text: text, root: try parser.parse())
    }

    init(text: String, root: Node) {
        self.text = text
        self.root = root
    }

    public func evaluate(in scope: Scope) throws(ExpressionError) -> Value {
        var evaluator = Evaluator(scope)
        return try evaluator.evaluate(root).value
    }
}

extension Expression: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
