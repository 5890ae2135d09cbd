public import Core

/// A text with expressions in it: `a-${{ x }}-b`, or one as a whole: `${{ x }}`.
public struct Template: Sendable {
    public enum Part: Hashable, Sendable {
        case literal(String)
        /// `offset`: where the expression's text begins, in scalars of the template's; offsets the expression itself
        /// gives count from there.
        case expression(Expression, offset: Int)
    }

    /// Parsing it gives the same template.
    public let text: String
    /// Neighbouring literals are one, and none is empty.
    public let parts: [Part]

    init(text: String, parts: [Part]) {
        self.text = text
        self.parts = parts
    }

    /// The text when nothing is interpolated.
    public var literal: String? {
        switch (parts.count, parts.first) {
        case (0, _): ""
        case (1, .literal(let text)): text
        default: nil
        }
    }

    /// A template that is exactly one `${{ }}` keeps its value's type; any other is a string.
    public func evaluate(in scope: Scope) throws(ExpressionError) -> Value {
        if parts.count == 1, case .expression(let expression, let offset) = parts[0] {
            return try Self.evaluate(expression, at: offset, in: scope)
        }
        return .string(try string(in: scope))
    }

    /// Converted as GitHub does: null is empty, containers are the words `Array` and `Object`.
    public func string(in scope: Scope) throws(ExpressionError) -> String {
        var budget = MemoryBudget()
        var result = ""
        for part in parts {
            switch part {
            case .literal(let text): result += text
            case .expression(let expression, let offset):
                let text = try Self.evaluate(expression, at: offset, in: scope).coercedString
                try budget.charge(characters: text.utf8.count, at: offset)
                result += text
            }
        }
        return result
    }

    /// The first line of its string that is not blank, without the blanks before it; empty when there is none.
    /// What begins behind that line is not evaluated.
    public func firstLine(in scope: Scope) throws(ExpressionError) -> String {
        var budget = MemoryBudget()
        var line = ""
        for part in parts {
            let piece: String
            switch part {
            case .literal(let text): piece = text
            case .expression(let expression, let offset):
                piece = try Self.evaluate(expression, at: offset, in: scope).coercedString
                try budget.charge(characters: piece.utf8.count, at: offset)
            }
            let rest = line.isEmpty ? piece.drop(while: \.isWhitespace) : piece[...]
            line += rest.prefix { !$0.isNewline }
            // What has ended stays as it is; a line that has not begun cannot end.
            if rest.contains(where: \.isNewline) { break }
        }
        return line
    }

    private static func evaluate(
        _ expression: Expression, at offset: Int, in scope: Scope
    ) throws(ExpressionError) -> Value {
        do {
            return try expression.evaluate(in: scope)
        } catch {
            throw error.shifted(by: offset)
        }
    }
}

extension Template: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
