import Core

extension YAMLParser {
    private enum Chomping {
        case clip, strip, keep
    }

    /// `|` or `>` and the lines below it.
    /// - Parameter indent: the column of the collection that it is in.
    mutating func parseBlockScalar(indent: Int) throws(YAMLError) -> YAMLNode {
        let start = index
        let isLiteral = peek() == "|"
        advance()
        let (chomping, extra) = try parseHeader()
        let parent = max(indent, 0)
        let width: Int
        if let extra { width = parent + extra } else { width = try findIndent(atLeast: indent + 1) }
        var builder = YAMLScalarBuilder()
        // Breaks that were read but not written yet: what becomes of them depends on what follows.
        var breaks: [Int] = []
        var previousIsIndented = false
        while startLine(width, &breaks) {
            let isIndented = isBlank(peek())
            if !isLiteral, !builder.isEmpty, !previousIsIndented, !isIndented, let first = breaks.first {
                builder.appendFold(breaks: breaks.count, at: first)
            } else {
                for position in breaks { builder.append("\n", from: position) }
            }
            breaks = []
            previousIsIndented = isIndented
            while !isAtEnd, !isBreak(peek()) {
                builder.append(peek(), from: index)
                advance()
            }
        }
        switch chomping {
        case .strip: break
        case .clip: if !builder.isEmpty, let first = breaks.first { builder.append("\n", from: first) }
        case .keep: for position in breaks { builder.append("\n", from: position) }
        }
        let scalar = builder.scalar(isLiteral ? .literal : .folded)
        return node(.scalar(scalar), at: start, weight: 8 + scalar.text.utf8.count)
    }

    private mutating func parseHeader() throws(YAMLError) -> (Chomping, Int?) {
        var chomping: Chomping?
        var extra: Int?
        while true {
            switch peek() {
            case "+" where chomping == nil: chomping = .keep
            case "-" where chomping == nil: chomping = .strip
            case "1"..."9" where extra == nil: extra = Int(peek().value) - 0x30
            default:
                try expectLineEnd()
                skipLine()
                if isBreak(peek()) { consumeBreak() }
                return (chomping ?? .clip, extra)
            }
            advance()
        }
    }

    /// Empty lines go into `breaks`, then the next line's indentation is skipped.
    /// - Returns: false when no line of the scalar is left; then the parser stands at the start of the line after it.
    private mutating func startLine(_ width: Int, _ breaks: inout [Int]) -> Bool {
        if !isAtEnd, index > lineStart {
            breaks.append(index)
            consumeBreak()
        }
        while true {
            while column < width, peek() == " " { advance() }
            if isBreak(peek()), column <= width {
                breaks.append(index)
                consumeBreak()
                continue
            }
            if isAtEnd || column < width || (width == 0 && isDocumentMarker) {
                index = isAtEnd ? source.scalars.count : lineStart
                return false
            }
            return true
        }
    }

    /// The indentation of the first line that is not empty.
    private func findIndent(atLeast minimum: Int) throws(YAMLError) -> Int {
        var ahead = self
        var widest = (width: 0, index: index)
        while true {
            while ahead.peek() == " " { ahead.advance() }
            guard isBreak(ahead.peek()) else { break }
            if ahead.column > widest.width { widest = (ahead.column, ahead.index) }
            ahead.consumeBreak()
        }
        let found = ahead.isAtEnd ? widest.width : ahead.column
        if found >= minimum, widest.width > found {
            throw error(
                "this empty line is indented more than the text after it", help: "Remove its spaces.", at: widest.index)
        }
        return max(found, minimum, 0)
    }
}
