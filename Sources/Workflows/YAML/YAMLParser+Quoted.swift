import Core

extension YAMLParser {
    mutating func parseSingleQuoted() throws(YAMLError) -> YAMLNode {
        try parseQuoted(.singleQuoted) { (parser, builder) throws(YAMLError) in
            guard parser.peek() == "'" else { return false }
            guard parser.peek(1) == "'" else { return true }
            builder.append("'", from: parser.index)
            parser.advance(2)
            return false
        }
    }

    mutating func parseDoubleQuoted() throws(YAMLError) -> YAMLNode {
        try parseQuoted(.doubleQuoted) { (parser, builder) throws(YAMLError) in
            if parser.peek() == "\"" { return true }
            if parser.peek() == "\\" { try parser.parseEscape(into: &builder) }
            return false
        }
    }

    /// - Parameter special: undoes an escape when one stands here, and tells whether the closing quote does.
    private mutating func parseQuoted(
        _ style: YAMLScalar.Style,
        special: (inout YAMLParser, inout YAMLScalarBuilder) throws(YAMLError) -> Bool
    ) throws(YAMLError) -> YAMLNode {
        let start = index
        var builder = YAMLScalarBuilder()
        advance()
        while true {
            let before = index
            if try special(&self, &builder) { break }
            if index > before { continue }
            guard !isAtEnd, !isDocumentMarker else {
                throw error("this quote is not closed", help: "Close it where the text ends.", at: start)
            }
            if isBlank(peek()) || isBreak(peek()) {
                foldBlanks(into: &builder)
            } else {
                builder.append(peek(), from: index)
                advance()
            }
        }
        advance()
        let scalar = builder.scalar(style)
        return node(.scalar(scalar), at: start, weight: 8 + scalar.text.utf8.count)
    }

    /// Blanks stay, unless they stand around a line break.
    private mutating func foldBlanks(into builder: inout YAMLScalarBuilder) {
        let start = index
        skipBlanks()
        guard isBreak(peek()) else {
            for blank in start..<index { builder.append(source.scalars[blank], from: blank) }
            return
        }
        builder.appendFold(breaks: skipBreaks(), at: start)
    }

    private mutating func parseEscape(into builder: inout YAMLScalarBuilder) throws(YAMLError) {
        let start = index
        advance()
        if isBreak(peek()) {
            let breaks = skipBreaks()
            for _ in 1..<max(breaks, 1) { builder.append("\n", from: start) }
            return
        }
        switch peek() {
        case "x": return try parseCode(digits: 2, at: start, into: &builder)
        case "u": return try parseCode(digits: 4, at: start, into: &builder)
        case "U": return try parseCode(digits: 8, at: start, into: &builder)
        default: break
        }
        guard let scalar = Self.escapes[peek()] else {
            throw error(
                "'\\\(isAtEnd ? "" : "\(peek())")' is no escape",
                help: "Write '\\\\' for a backslash, or use single quotes.",
                at: start)
        }
        builder.append(scalar, from: start)
        advance()
    }

    private mutating func parseCode(
        digits: Int, at start: Int, into builder: inout YAMLScalarBuilder
    ) throws(YAMLError) {
        advance()
        var code: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = Character(peek()).hexDigitValue else {
                throw error(
                    "\(digits) hexadecimal digits are expected in this escape", help: "Write '\\\\' for a backslash.",
                    at: start)
            }
            code = code << 4 | UInt32(digit)
            advance()
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw error("this escape is no Unicode character", help: "Write the character itself.", at: start)
        }
        builder.append(scalar, from: start)
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}",
        "r": "\r", "e": "\u{1B}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}", "_": "\u{A0}",
        "L": "\u{2028}", "P": "\u{2029}"
    ]
}
