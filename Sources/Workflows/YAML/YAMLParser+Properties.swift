import Core

/// `&anchor` and `!tag` before a node.
struct YAMLProperties {
    var anchor: String?
    var tag: String?
    var tagIndex = 0
}

extension YAMLParser {
    mutating func parseProperties() throws(YAMLError) -> YAMLProperties {
        var properties = YAMLProperties()
        while peek() == "&" || peek() == "!" {
            let start = index
            if peek() == "&" {
                guard properties.anchor == nil else {
                    throw error("a value can have only one anchor", help: "Remove the other.")
                }
                let name = try parseAnchorName()
                properties.anchor = name
                if let earlier = unusedAnchors.updateValue(source.position(at: start), forKey: name) {
                    reportUnused(name, earlier)
                }
                openAnchors.insert(name)
                anchors[name] = nil
            } else {
                guard properties.tag == nil else {
                    throw error("a value can have only one tag", help: "Remove the other.")
                }
                properties.tag = parseTag()
                properties.tagIndex = start
            }
            guard isSpace(peek()) || isFlowIndicator(peek()) else {
                throw error("a blank is expected here", help: "Put one between the tag and the value.")
            }
            // Only further properties may follow at once; what else comes is the caller's.
            var ahead = self
            ahead.skipBlanks()
            guard ahead.peek() == "&" || ahead.peek() == "!" else { break }
            skipBlanks()
        }
        return properties
    }

    mutating func reportUnused(_ name: String, _ position: SourcePosition) {
        report(
            YAMLError(
                kind: .unusedAnchor, message: "no alias uses the anchor '\(name.prefix(80))'", help: "Remove it.",
                position: position))
    }

    mutating func skipProperties() {
        while peek() == "&" || peek() == "!" {
            while !isSpace(peek()) { advance() }
            skipBlanks()
        }
    }

    private mutating func parseAnchorName() throws(YAMLError) -> String {
        advance()
        let start = index
        while !isSpace(peek()), !isFlowIndicator(peek()) { advance() }
        guard index > start else {
            throw error(
                "a name is expected after '\(source.scalars[start - 1])'",
                help: "Name it, or put the value between quotes.")
        }
        return text(start..<index)
    }

    private mutating func parseTag() -> String {
        let start = index
        if peek(1) == "<" {
            // A verbatim tag may hold any character, commas too.
            while !isSpace(peek()), peek() != ">" { advance() }
            if peek() == ">" { advance() }
        }
        while !isSpace(peek()), !isFlowIndicator(peek()) { advance() }
        return text(start..<index)
    }

    mutating func parseAlias(_ properties: YAMLProperties) throws(YAMLError) -> YAMLNode {
        let start = index
        guard properties.anchor == nil, properties.tag == nil else {
            throw error("an alias can't have an anchor or a tag of its own", help: "Remove it.")
        }
        let name = try parseAnchorName()
        unusedAnchors[name] = nil
        guard let node = anchors[name] else {
            guard openAnchors.contains(name) else {
                throw error(
                    "the alias '*\(name)' names no anchor above it", help: "Mark a value above with '&\(name)'.",
                    at: start)
            }
            report(
                YAMLError(
                    kind: .syntax, message: "the alias '*\(name)' stands inside of what it names",
                    help: "Write the value out.", position: source.position(at: start)))
            return null(at: start)
        }
        return node
    }

    /// Gives a node what stood before it.
    mutating func finish(_ node: YAMLNode, _ properties: YAMLProperties) throws(YAMLError) -> YAMLNode {
        var node = node
        switch node.content {
        case .scalar(var scalar):
            guard let value = scalar.resolve(tag: properties.tag) else {
                throw error(
                    "'\(scalar.text)' is no value of type '\(properties.tag ?? "")'",
                    help: "Remove the tag, or write a value of that type.",
                    at: properties.tagIndex)
            }
            scalar.value = value
            node.content = .scalar(scalar)
        case .sequence: try checkTag(properties, "seq")
        case .mapping: try checkTag(properties, "map")
        }
        if let anchor = properties.anchor {
            openAnchors.remove(anchor)
            anchors[anchor] = node
        }
        return node
    }

    private func checkTag(_ properties: YAMLProperties, _ name: String) throws(YAMLError) {
        guard let tag = properties.tag, tag != "!", YAMLScalar.coreType(of: tag) != name else { return }
        throw error("the tag '\(tag)' is not supported here", help: "Remove it.", at: properties.tagIndex)
    }

    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(source.scalars[range]))
    }

    func node(_ content: YAMLNode.Content, at index: Int, weight: Int) -> YAMLNode {
        YAMLNode(content: content, position: source.position(at: index), weight: weight)
    }

    func null(at index: Int) -> YAMLNode {
        let scalar = YAMLScalar(text: "", style: .plain, value: .null, spans: [])
        return node(.scalar(scalar), at: index, weight: 8)
    }
}
