import Core

extension YAMLParser {
    /// What stands before a node.
    enum Role {
        case document
        /// `- `
        case entry
        /// `key:`
        case value
    }

    /// - Parameter indent: the column of the collection that the node is in; -1 for the document.
    mutating func parseBlockNode(indent: Int, role: Role, depth: Int) throws(YAMLError) -> YAMLNode {
        let start = index
        var hasCrossed = try skipToContent() || role == .document
        guard holdsContent(indent: indent, role: role, hasCrossed: hasCrossed) else { return null(at: start) }
        var allowsCollection = hasCrossed || role == .entry
        if allowsCollection, findKeyEnd() != nil { return try parseBlockMapping(YAMLProperties(), depth: depth) }

        var properties = YAMLProperties()
        if peek() == "&" || peek() == "!" {
            properties = try parseProperties()
            hasCrossed = try skipToContent()
            guard holdsContent(indent: indent, role: role, hasCrossed: hasCrossed) else {
                return try finish(null(at: start), properties)
            }
            allowsCollection = hasCrossed
            if hasCrossed, findKeyEnd() != nil { return try parseBlockMapping(properties, depth: depth) }
        }
        if peek() == "-", isSpace(peek(1)) {
            guard allowsCollection else {
                throw error("a list can't begin on the line of its key", help: "Begin it on a line of its own.")
            }
            return try parseBlockSequence(properties, depth: depth)
        }
        return try parseBlockLeaf(properties, indent: indent, depth: depth)
    }

    private mutating func parseBlockLeaf(
        _ properties: YAMLProperties, indent: Int, depth: Int
    ) throws(YAMLError) -> YAMLNode {
        switch peek() {
        case "*":
            let node = try parseAlias(properties)
            try expectLineEnd()
            return node
        case "|", ">": return try finish(try parseBlockScalar(indent: indent), properties)
        case "[", "{", "\"", "'":
            let node = try parseFlowContent(properties, depth: depth)
            try expectLineEnd()
            return node
        default:
            let node = try finish(try parsePlain(indent: indent, inFlow: false), properties)
            try expectLineEnd()
            return node
        }
    }

    private func holdsContent(indent: Int, role: Role, hasCrossed: Bool) -> Bool {
        if isAtEnd || isDocumentMarker { return false }
        if !hasCrossed || column > indent { return true }
        // A list may stand as far left as the key it belongs to.
        return role == .value && column == indent && peek() == "-" && isSpace(peek(1))
    }

    private mutating func parseBlockSequence(
        _ properties: YAMLProperties, depth: Int
    ) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let (start, indent) = (index, column)
        var elements: [YAMLNode] = []
        var weight = 8
        repeat {
            advance()
            elements.append(try parseBlockNode(indent: indent, role: .entry, depth: depth + 1))
            try weigh(elements[elements.count - 1], into: &weight)
            _ = try skipToContent()
            try refuseDeeper(than: indent)
        } while !isAtEnd && column == indent && peek() == "-" && isSpace(peek(1))
        return try finish(node(.sequence(elements), at: start, weight: weight), properties)
    }

    private mutating func parseBlockMapping(_ properties: YAMLProperties, depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let (start, indent) = (index, column)
        var pairs = YAMLPairs()
        repeat {
            let key = try parseKey()
            guard peek() == ":" else {
                throw error(
                    "a key and ':' are expected here", help: "Write 'key: value', or put the text between quotes.")
            }
            advance()
            let value = try parseBlockNode(indent: indent, role: .value, depth: depth + 1)
            try add(key, value, to: &pairs)
            _ = try skipToContent()
            try refuseDeeper(than: indent)
            if !isAtEnd, !isDocumentMarker, column == indent, findKeyEnd() == nil {
                throw error(
                    "a key and ':' are expected here",
                    help: "Write 'key: value', or indent this line so that it belongs to the value above.")
            }
        } while !isAtEnd && !isDocumentMarker && column == indent
        return try finish(node(.mapping(pairs.pairs), at: start, weight: pairs.weight), properties)
    }

    private func refuseDeeper(than indent: Int) throws(YAMLError) {
        guard !isAtEnd, column > indent else { return }
        throw error("this line is indented more than its neighbours", help: "Align it with the line it belongs to.")
    }

    private mutating func parseKey() throws(YAMLError) -> YAMLNode {
        var properties = YAMLProperties()
        if peek() == "&" || peek() == "!" {
            properties = try parseProperties()
            skipBlanks()
        }
        let key =
            switch peek() {
            case "*": try parseAlias(properties)
            case "\"", "'": try parseFlowContent(properties, depth: 1)
            default: try finish(try parsePlain(indent: .max, inFlow: false), properties)
            }
        skipBlanks()
        return key
    }

    /// Looks ahead on this line for the `:` that makes what stands here a key.
    private func findKeyEnd() -> Int? {
        var ahead = self
        ahead.skipProperties()
        switch ahead.peek() {
        case "\"", "'": ahead.skipQuotedOnLine()
        case "*":
            while !isSpace(ahead.peek()) { ahead.advance() }
        // As in `*name:`, a colon is a part of the name.
        case "[", "{", "#", "|", ">", "@", "`", "%", ",", "]", "}": return nil
        case "-" where isSpace(ahead.peek(1)): return nil
        default:
            while !ahead.isAtEnd, !isBreak(ahead.peek()) {
                if ahead.peek() == ":", isSpace(ahead.peek(1)) { return ahead.index }
                if ahead.peek() == "#", isBlank(source.scalars[ahead.index - 1]) { return nil }
                ahead.advance()
            }
            return nil
        }
        ahead.skipBlanks()
        return ahead.peek() == ":" && isSpace(ahead.peek(1)) ? ahead.index : nil
    }

    private mutating func skipQuotedOnLine() {
        let quote = peek()
        // '' within single quotes is a quote, and the text goes on.
        repeat {
            advance()
            while !isAtEnd, !isBreak(peek()), peek() != quote {
                advance(quote == "\"" && peek() == "\\" ? 2 : 1)
            }
            guard peek() == quote else { return }
            advance()
        } while quote == "'" && peek() == "'"
    }
}
