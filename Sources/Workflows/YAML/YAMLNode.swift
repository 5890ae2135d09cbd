import Core

/// A value of a YAML file with the place where it stands. Aliases share what their anchor marks and keep its position.
struct YAMLNode: Sendable {
    enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In the file's order, each key once.
        case mapping([Pair])
    }

    struct Pair: Sendable {
        var key: YAMLNode
        var value: YAMLNode
    }

    var content: Content
    var position: SourcePosition
    /// What it costs to walk through it with its aliases written out: see ``YAMLLimits/weight``.
    var weight: Int
}

extension YAMLNode {
    var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    var sequence: [YAMLNode]? {
        guard case .sequence(let elements) = content else { return nil }
        return elements
    }

    var mapping: [Pair]? {
        guard case .mapping(let pairs) = content else { return nil }
        return pairs
    }

    var isNull: Bool { scalar?.value == .null }

    /// A key's name, or the text of any scalar; a null's is empty.
    var text: String? {
        guard let scalar else { return nil }
        return scalar.value == .null ? "" : scalar.text
    }

    /// The text of a scalar as it is written, a null's too: for messages.
    var writtenText: String { scalar?.text ?? "" }

    /// With its article, for messages.
    var kindName: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return "nothing"
            case .bool: return "a boolean"
            case .number: return "a number"
            default: return "a text"
            }
        }
    }

    subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key.text == key }?.value
    }
}
