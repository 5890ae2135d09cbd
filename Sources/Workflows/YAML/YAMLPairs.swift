import Core

/// A mapping while it is being read.
struct YAMLPairs {
    var pairs: [YAMLNode.Pair] = []
    /// The line where each key was first written.
    var lines: [String: Int] = [:]
    var weight = 8
}

extension YAMLParser {
    /// A key that was there before is reported, and its first value stays.
    mutating func add(_ key: YAMLNode, _ value: YAMLNode, to mapping: inout YAMLPairs) throws(YAMLError) {
        guard let name = key.text, let scalar = key.scalar else {
            throw YAMLError(
                kind: .syntax, message: "a key must be a text, not \(key.kindName)",
                help: "Write 'key: value'.", position: key.position)
        }
        if name == "<<", scalar.style == .plain {
            report(
                YAMLError(
                    kind: .syntax, message: "merge keys ('<<') are not supported, as on GitHub",
                    help: "Write the keys out, or use an alias for the whole value.", position: key.position))
            return
        }
        if let first = mapping.lines[name] {
            report(
                YAMLError(
                    kind: .duplicateKey, message: "'\(name)' is already defined in line \(first)",
                    help: "Remove one of the two.", position: key.position))
            return
        }
        mapping.lines[name] = key.position.line
        try weigh(key, into: &mapping.weight)
        try weigh(value, into: &mapping.weight)
        mapping.pairs.append(YAMLNode.Pair(key: key, value: value))
    }
}
