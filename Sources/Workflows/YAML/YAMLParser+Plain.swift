import Core

extension YAMLParser {
    /// A scalar without quotes, over as many lines as are indented more than `indent`. `.max` keeps it to this line.
    mutating func parsePlain(indent: Int, inFlow: Bool) throws(YAMLError) -> YAMLNode {
        try checkPlainStart(inFlow: inFlow)
        let start = index
        var builder = YAMLScalarBuilder()
        while true {
            readPlainLine(into: &builder, inFlow: inFlow)
            guard indent != .max, isBreak(peek()) else { break }
            let (lineEnd, line) = (index, lineStart)
            let breaks = skipBreaks()
            let goesOn =
                !isAtEnd && !isDocumentMarker && (inFlow || column > indent) && peek() != "#"
                && !(inFlow && endsPlain(inFlow: true))
            guard goesOn else {
                (index, lineStart) = (lineEnd, line)
                break
            }
            // An empty line of text, as before ': ', must not leave a fold behind.
            if endsPlain(inFlow: inFlow) { break }
            builder.appendFold(breaks: breaks, at: lineEnd)
        }
        let scalar = builder.scalar(.plain)
        return node(.scalar(scalar), at: start, weight: 8 + scalar.text.utf8.count)
    }

    private func checkPlainStart(inFlow: Bool) throws(YAMLError) {
        let next = peek(1)
        switch peek() {
        case "-", "?", ":":
            guard isSpace(next) || (inFlow && isFlowIndicator(next)) else { return }
            switch peek() {
            case "?": throw error("keys with '? ' are not supported", help: "Write 'key: value'.")
            case ":": throw error("a key is missing before this ':'", help: "Write one, or remove the ':'.")
            default: throw error("a list can't begin here", help: "Begin it on a line of its own.")
            }
        case ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
            throw error("a value can't begin with '\(peek())'", help: "Put the value between quotes.")
        default: return
        }
    }

    /// The text of the scalar ends before what stands here.
    private func endsPlain(inFlow: Bool) -> Bool {
        let scalar = peek()
        if scalar == ":" { return isSpace(peek(1)) || (inFlow && isFlowIndicator(peek(1))) }
        return inFlow && isFlowIndicator(scalar)
    }

    private mutating func readPlainLine(into builder: inout YAMLScalarBuilder, inFlow: Bool) {
        var end = index
        while !isAtEnd, !isBreak(peek()) {
            if isBlank(peek()) {
                advance()
                continue
            }
            if endsPlain(inFlow: inFlow) || (peek() == "#" && index > end) { break }
            // Blanks count only when something follows them.
            while end <= index {
                builder.append(source.scalars[end], from: end)
                end += 1
            }
            advance()
        }
        // Blanks before what ended the text are not ours.
        if !isAtEnd, !isBreak(peek()) { index = end }
    }

    /// From a line break to the first text after it.
    /// - Returns: how many breaks there were.
    mutating func skipBreaks() -> Int {
        var breaks = 0
        while isBreak(peek()) {
            consumeBreak()
            breaks += 1
            skipBlanks()
        }
        return breaks
    }
}
