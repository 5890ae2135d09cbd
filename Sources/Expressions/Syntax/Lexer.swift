/// Cuts the text of an expression into tokens.
struct Lexer {
    /// GitHub's limit, in UTF-16 code units.
    static let maximumLength = 21_000

    let scalars: [Unicode.Scalar]
    private let isTooLong: Bool
    private var index = 0
    private var result: [Token] = []

    init(_ text: String) {
        // One more than allowed is enough to refuse it.
        scalars = text.scalars(limit: Self.maximumLength + 1)
        isTooLong = scalars.reduce(0) { $0 + ($1.value < 0x10000 ? 1 : 2) } > Self.maximumLength
    }

    mutating func tokens() throws(ExpressionError) -> [Token] {
        guard !isTooLong else {
            throw ExpressionError(
                .lexing, "Exceeded max expression length \(Self.maximumLength)",
                help: "Take it apart into several values of 'env'.",
                offset: min(Self.maximumLength, scalars.count))
        }
        while index < scalars.count {
            if scalars[index].isSpace {
                index += 1
            } else {
                try readToken()
            }
        }
        append(.end, from: index)
        return result
    }

    private mutating func readToken() throws(ExpressionError) {
        let start = index
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "(": append(.leftParenthesis, from: start)
        case ")": append(.rightParenthesis, from: start)
        case "[": append(.leftBracket, from: start)
        case "]": append(.rightBracket, from: start)
        case ",": append(.comma, from: start)
        case "*": append(.star, from: start)
        case "!": append(accept("=") ? .comparison(.notEqual) : .not, from: start)
        case "<": append(.comparison(accept("=") ? .lessOrEqual : .less), from: start)
        case ">": append(.comparison(accept("=") ? .greaterOrEqual : .greater), from: start)
        case "=": try readDoubled("=", .comparison(.equal), from: start)
        case "&": try readDoubled("&", .and, from: start)
        case "|": try readDoubled("|", .or, from: start)
        case "'": try readString(from: start)
        case "." where followsOperand: append(.dot, from: start)
        case ".", "+", "-", "0"..."9": try readNumber(from: start)
        default: try readWord(from: start)
        }
    }

    private mutating func append(_ kind: Token.Kind, from start: Int) {
        result.append(Token(kind: kind, span: start..<index))
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard index < scalars.count, scalars[index] == scalar else { return false }
        index += 1
        return true
    }

    /// A dot after one of these reads a property; anywhere else it begins a number.
    private var followsOperand: Bool {
        switch result.last?.kind {
        case .identifier, .rightBracket, .rightParenthesis, .star: true
        default: false
        }
    }

    /// Behind a dot every word is a name.
    private var followsDot: Bool {
        if case .dot = result.last?.kind { true } else { false }
    }

    private mutating func readDoubled(
        _ scalar: Unicode.Scalar, _ kind: Token.Kind, from start: Int
    ) throws(ExpressionError) {
        guard accept(scalar) else {
            skipToBoundary()
            throw unexpected(from: start)
        }
        append(kind, from: start)
    }

    private mutating func readString(from start: Int) throws(ExpressionError) {
        var quotes = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            guard scalar == "'" else { continue }
            if accept("'") {
                quotes += 1
                continue
            }
            let inner = scalars[start + 1..<index - 1]
            append(.string(quotes == 0 ? inner.text : inner.unquoted), from: start)
            return
        }
        throw unexpected(
            from: start, "a string that begins with ' must end with '",
            help: "Close it; a quote within is written as ''.")
    }

    private mutating func readNumber(from start: Int) throws(ExpressionError) {
        while index < scalars.count, !scalars[index].isBoundary || scalars[index] == "." { index += 1 }
        let number = Double(coercing: text(from: start))
        guard !number.isNaN else { throw unexpected(from: start) }
        append(.number(number), from: start)
    }

    private mutating func readWord(from start: Int) throws(ExpressionError) {
        skipToBoundary()
        let word = text(from: start)
        if !followsDot, let literal = Self.literal(word) {
            append(literal, from: start)
            return
        }
        guard scalars[start].isWordStart, scalars[start..<index].allSatisfy(\.isWordPart) else {
            let isQuoted = scalars[start] == "\""
            throw unexpected(
                from: start, isQuoted ? "strings are written in single quotes" : nil,
                help: isQuoted ? "Put it between single quotes." : nil)
        }
        append(.identifier, from: start)
    }

    private static func literal(_ word: String) -> Token.Kind? {
        switch word {
        case "true": .bool(true)
        case "false": .bool(false)
        case "null": .null
        case "NaN": .number(.nan)
        case "Infinity": .number(.infinity)
        default: nil
        }
    }

    private mutating func skipToBoundary() {
        while index < scalars.count, !scalars[index].isBoundary { index += 1 }
    }

    private func text(from start: Int) -> String { scalars[start..<index].text }

    private func unexpected(from start: Int, _ hint: String? = nil, help: String? = nil) -> ExpressionError {
        // As much of it as a line can show.
        let symbol = text(from: start)
        let shown = symbol.count > 80 ? symbol.prefix(80) + "…" : symbol
        let message = "Unexpected symbol: '\(shown)'" + (hint.map { ": " + $0 } ?? "")
        return ExpressionError(.lexing, message, help: help, offset: start)
    }
}

extension ArraySlice<Unicode.Scalar> {
    /// With each pair of quotes as one.
    fileprivate var unquoted: String {
        var kept: [Unicode.Scalar] = []
        var isSecond = false
        for scalar in self {
            isSecond = scalar == "'" && !isSecond
            if scalar != "'" || isSecond { kept.append(scalar) }
        }
        return kept[...].text
    }
}
