import Core

/// What stands behind `if:`, with or without `${{ }}`.
///
/// Unless it calls success(), failure(), cancelled() or always() somewhere, `success() &&` is implied.
public struct Condition: Sendable {
    /// As it was written; empty means `success()`.
    public let text: String
    /// What was written, without the implied `success() &&`.
    public let expression: Expression
    /// Whether `success() &&` is implied.
    public let impliesSuccess: Bool
    let template: Template

    public init(parsing text: String) throws(ExpressionError) {
        try self.init(parsing: text, contexts: nil)
    }

    /// - Parameter contexts: the names of contexts to allow, as for ``Expression/init(parsing:contexts:)``.
    public init(parsing text: String, contexts: Set<String>?) throws(ExpressionError) {
        self.text = text
        if text.contains("${{") {
            template = try Template(parsing: text, contexts: contexts)
            expression = Self.expression(of: template)
        } else {
            let isEmpty = text.unicodeScalars.allSatisfy(\.isSpace)
            expression = try Expression(parsing: isEmpty ? "success()" : text, contexts: contexts)
            template = Template(text: text, parts: [.expression(expression, offset: 0)])
        }
        impliesSuccess = !expression.callsStatusFunction
    }

    /// The only expression, or else a call of format() over all of them, which is how GitHub reads text around them.
    private static func expression(of template: Template) -> Expression {
        if template.parts.count == 1, case .expression(let expression, _) = template.parts[0] { return expression }
        var pattern = ""
        var arguments: [Node] = []
        for part in template.parts {
            switch part {
            case .literal(let text):
                for scalar in text.unicodeScalars {
                    pattern += scalar == "{" || scalar == "}" ? "\(scalar)\(scalar)" : "\(scalar)"
                }
            case .expression(let expression, _):
                pattern += "{\(arguments.count)}"
                arguments.append(expression.root)
            }
        }
        let span = 0..<template.text.unicodeScalars.count
        return Expression(text: template.text, root: .call(.format, [.literal(.string(pattern))] + arguments, span))
    }

    /// Whether there is text outside `${{ }}`, as in `${{ a }} == 'b'`, be it a line break. As on GitHub, the whole
    /// is then a string that is never empty, so that the condition holds whatever `a` is: surely a mistake.
    public var hasTextOutsideExpression: Bool { template.parts.count != 1 || template.literal != nil }

    /// Where the only expression begins in the text.
    public var expressionOffset: Int {
        guard case .expression(_, let offset)? = template.parts.first else { return 0 }
        return offset
    }

    /// Every access to a context, with its offset in the text.
    public var references: [Reference] { template.references }

    /// Every call of a function, with its offset in the text.
    public var functions: [FunctionCall] { template.functions }

    public func holds(in scope: Scope) throws(ExpressionError) -> Bool {
        if impliesSuccess {
            guard let status = scope.status else {
                throw ExpressionError(
                    .evaluation, "success(), which an 'if:' implies, is not available here", offset: 0)
            }
            guard status.success else { return false }
        }
        return try template.evaluate(in: scope).isTruthy
    }
}

extension Condition: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
