import Core

extension YAMLParser {
    /// `[…]`, `{…}`, or a quoted text.
    mutating func parseFlowContent(_ properties: YAMLProperties, depth: Int) throws(YAMLError) -> YAMLNode {
        switch peek() {
        case "[": return try parseFlowSequence(properties, depth: depth)
        case "{": return try parseFlowMapping(properties, depth: depth)
        case "\"": return try finish(try parseDoubleQuoted(), properties)
        case "'": return try finish(try parseSingleQuoted(), properties)
        default: return try finish(try parsePlain(indent: -1, inFlow: true), properties)
        }
    }

    private mutating func parseFlowNode(depth: Int) throws(YAMLError) -> YAMLNode {
        let start = index
        var properties = YAMLProperties()
        if peek() == "&" || peek() == "!" {
            properties = try parseProperties()
            _ = try skipToContent(inFlow: true)
        }
        if peek() == "*" { return try parseAlias(properties) }
        if endsFlowNode { return try finish(null(at: start), properties) }
        return try parseFlowContent(properties, depth: depth)
    }

    private var endsFlowNode: Bool {
        let scalar = peek()
        return scalar == "," || scalar == "]" || scalar == "}" || isFlowColon
    }

    private var isFlowColon: Bool { peek() == ":" && (isSpace(peek(1)) || isFlowIndicator(peek(1))) }

    private mutating func parseFlowSequence(_ properties: YAMLProperties, depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let start = index
        var elements: [YAMLNode] = []
        var weight = 8
        advance()
        while try enterFlowEntry(closing: "]", opened: start) {
            let (line, entry) = (lineStart, index)
            var element = try parseFlowNode(depth: depth + 1)
            skipBlanks()
            let wasQuoted = element.scalar.map { $0.style != .plain } ?? true
            if line == lineStart, isFlowColon || (wasQuoted && peek() == ":") {
                element = try parseSinglePair(key: element, at: entry, depth: depth + 1)
            }
            elements.append(element)
            try weigh(element, into: &weight)
            try leaveFlowEntry(closing: "]", opened: start)
        }
        return try finish(node(.sequence(elements), at: start, weight: weight), properties)
    }

    /// `[key: value]` is a list of one mapping of one pair.
    private mutating func parseSinglePair(key: YAMLNode, at start: Int, depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        var pairs = YAMLPairs()
        try add(key, try parseFlowValue(depth: depth + 1), to: &pairs)
        return node(.mapping(pairs.pairs), at: start, weight: pairs.weight)
    }

    private mutating func parseFlowMapping(_ properties: YAMLProperties, depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let start = index
        var pairs = YAMLPairs()
        advance()
        while try enterFlowEntry(closing: "}", opened: start) {
            guard !isFlowColon else {
                throw error("a key is missing before this ':'", help: "Write one, or remove the ':'.")
            }
            let key = try parseFlowNode(depth: depth + 1)
            _ = try skipToContent(inFlow: true)
            let value = peek() == ":" ? try parseFlowValue(depth: depth + 1) : null(at: index)
            try add(key, value, to: &pairs)
            try leaveFlowEntry(closing: "}", opened: start)
        }
        return try finish(node(.mapping(pairs.pairs), at: start, weight: pairs.weight), properties)
    }

    private mutating func parseFlowValue(depth: Int) throws(YAMLError) -> YAMLNode {
        advance()
        let start = index
        _ = try skipToContent(inFlow: true)
        if peek() == "," || peek() == "]" || peek() == "}" { return null(at: start) }
        return try parseFlowNode(depth: depth)
    }

    /// - Returns: false when the collection ended here.
    private mutating func enterFlowEntry(closing: Unicode.Scalar, opened: Int) throws(YAMLError) -> Bool {
        _ = try skipToContent(inFlow: true)
        try refuseFlowEnd(closing, opened)
        if peek() == closing {
            advance()
            return false
        }
        if peek() == "," { throw error("a value is missing before this ','", help: "Remove the ','.") }
        return true
    }

    private mutating func leaveFlowEntry(closing: Unicode.Scalar, opened: Int) throws(YAMLError) {
        _ = try skipToContent(inFlow: true)
        try refuseFlowEnd(closing, opened)
        if peek() == "," {
            advance()
        } else if peek() != closing {
            let line = source.position(at: opened).line
            throw error(
                "',' or '\(closing)' is expected here",
                help: "Close what begins in line \(line) with '\(closing)', or put the text between quotes.")
        }
    }

    private func refuseFlowEnd(_ closing: Unicode.Scalar, _ opened: Int) throws(YAMLError) {
        guard isAtEnd || isDocumentMarker else { return }
        throw error("the '\(closing)' that closes this is missing", help: "Add it where this ends.", at: opened)
    }
}
