extension Template {
    /// GitHub's only way to write `${{` itself.
    private static let escapedOpening = "${{ '${{' }}"

    /// Nothing in it is interpolated.
    public init(literal: String) {
        var scalars = Array(literal.unicodeScalars)[...]
        var text = ""
        while let opening = scalars.firstOpening {
            text += String(scalars[..<opening]) + Self.escapedOpening
            scalars = scalars[(opening + 3)...]
        }
        self.init(text: text + String(scalars), parts: literal.isEmpty ? [] : [.literal(literal)])
    }

    public init(parsing text: String) throws(ExpressionError) {
        try self.init(parsing: text, contexts: nil)
    }

    /// - Parameter contexts: the names of contexts to allow, as for ``Expression/init(parsing:contexts:)``.
    public init(parsing text: String, contexts: Set<String>?) throws(ExpressionError) {
        // Most texts interpolate nothing.
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            self.init(text: text, parts: text.isEmpty ? [] : [.literal(text)])
            return
        }
        let scalars = text.scalars(limit: .max)
        var rest = scalars[...]
        var literal = ""
        var parts: [Part] = []
        while let opening = rest.firstOpening {
            literal += String(rest[..<opening])
            guard let closing = scalars[(opening + 3)...].firstClosing else {
                throw ExpressionError(
                    .parsing, "The expression is not closed: '${{' has no matching '}}'",
                    help: "Close it with '}}'.", offset: opening)
            }
            rest = scalars[(closing + 2)...]
            let inner = scalars[(opening + 3)..<closing].trimmed
            guard String(inner) != "'${{'" else {
                literal += "${{"
                continue
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(try Self.part(inner, contexts: contexts, opening: opening))
        }
        literal += String(rest)
        if !literal.isEmpty { parts.append(.literal(literal)) }
        self.init(text: text, parts: parts)
    }

    /// The `${{ }}` of a text that is no template, each with where it begins: all but the broken ones can be read.
    public static func pieces(of text: String) -> [(text: String, offset: Int)] {
        let scalars = text.scalars(limit: .max)
        var rest = scalars[...]
        var pieces: [(text: String, offset: Int)] = []
        while let opening = rest.firstOpening, let closing = scalars[(opening + 3)...].firstClosing {
            pieces.append((String(scalars[opening..<(closing + 2)]), opening))
            rest = scalars[(closing + 2)...]
        }
        return pieces
    }

    private static func part(
        _ inner: ArraySlice<Unicode.Scalar>, contexts: Set<String>?, opening: Int
    ) throws(ExpressionError) -> Part {
        guard !inner.isEmpty else {
            throw ExpressionError(
                .parsing, "An expression was expected between '${{' and '}}'",
                help: "Write one, or remove the '${{' and '}}'.", offset: opening)
        }
        do {
            return .expression(try Expression(parsing: String(inner), contexts: contexts), offset: inner.startIndex)
        } catch {
            throw error.shifted(by: inner.startIndex)
        }
    }
}

extension ArraySlice<Unicode.Scalar> {
    fileprivate var firstOpening: Int? {
        indices.first { self[$0] == "$" && self[($0 + 1)...].starts(with: ["{", "{"]) }
    }

    /// The first `}}` that is not in a string.
    fileprivate var firstClosing: Int? {
        var isInString = false
        for index in indices {
            if self[index] == "'" {
                isInString.toggle()
            } else if !isInString, self[index] == "}", self[(index + 1)...].first == "}" {
                return index
            }
        }
        return nil
    }

    fileprivate var trimmed: Self {
        let start = firstIndex { !$0.isSpace } ?? endIndex
        let end = lastIndex { !$0.isSpace }.map { $0 + 1 } ?? start
        return self[start..<end]
    }
}

extension String {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
        self = scalars.text
    }
}
