import Core
import Expressions
import OrderedCollections

extension Reader {
    func reportType(_ node: YAMLNode, _ expected: ValueShape, _ what: String) {
        report(
            .wrongType, "\(what) must be \(expected.rawValue), not \(node.kindName)", help: expected.help,
            at: node.position)
    }

    func reportEmpty(_ node: YAMLNode, _ what: String) {
        report(.invalidValue, "\(what) must not be empty", help: "Write a value, or remove it.", at: node.position)
    }

    /// The file's own mapping is to be there.
    func requireMapping(_ root: YAMLNode, _ what: String, help: String) -> Bool {
        guard root.mapping == nil else { return true }
        report(.wrongType, "\(what) must be a mapping, not \(root.kindName)", help: help, at: root.position)
        return false
    }

    func mapping(_ node: YAMLNode, _ what: String) -> [YAMLNode.Pair]? {
        if let pairs = node.mapping { return pairs }
        reportType(node, .mapping, what)
        return nil
    }

    /// A list, or one element in its place.
    func elements(_ node: YAMLNode, _ what: String, _ shape: ValueShape = .texts) -> [YAMLNode]? {
        if let elements = node.sequence { return elements }
        if node.scalar != nil, !node.isNull { return [node] }
        reportType(node, shape, what)
        return nil
    }

    /// The text of any scalar that is there; numbers and booleans as GitHub writes them, so `3.10` is `3.1`.
    func anyText(_ node: YAMLNode, _ what: String, _ shape: ValueShape = .text) -> String? {
        guard let scalar = node.scalar, scalar.value != .null else {
            reportType(node, shape, what)
            return nil
        }
        return scalar.value.coercedString
    }

    /// A text in which no expression may stand.
    func text(_ node: YAMLNode, _ what: String, allowsEmpty: Bool = false) -> Located<String>? {
        guard let text = anyText(node, what) else { return nil }
        guard !text.contains("${{") else {
            report(
                .expression, "an expression can't stand in \(what)", help: "Write the value itself.",
                at: node.position)
            return nil
        }
        guard allowsEmpty || !text.isEmpty else {
            reportEmpty(node, what)
            return nil
        }
        return Located(text, at: node.position)
    }

    func boolean(_ node: YAMLNode, _ what: String) -> Bool? {
        if let flag = node.scalar?.value.bool { return flag }
        reportType(node, .boolean, what)
        return nil
    }

    func positiveInteger(_ node: YAMLNode, _ what: String) -> Int? {
        if let number = node.scalar?.value.number, number > 0, number.rounded() == number,
            let whole = Int(exactly: number)
        {
            return whole
        }
        report(
            .invalidValue, "\(what) must be a whole number above 0", help: "Write 1 or more, without quotes.",
            at: node.position)
        return nil
    }

    /// One of a few words.
    func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ node: YAMLNode, _ what: String, of choices: [Choice] = Array(Choice.allCases)
    ) -> Located<Choice>? {
        guard let text = text(node, what) else { return nil }
        if let choice = Choice(rawValue: text.content), choices.contains(where: { $0.rawValue == text.content }) {
            return Located(choice, at: node.position)
        }
        let names = choices.map(\.rawValue)
        report(
            .invalidValue, "\(what) can't be '\(text.content.prefix(80))'",
            help: suggestion(for: text.content, in: names) ?? "Use \(names.joined(separator: ", ")).",
            at: node.position)
        return nil
    }

    /// A mapping of names to texts without expressions.
    func texts(_ node: YAMLNode, _ what: String) -> OrderedDictionary<String, Located<String>> {
        var texts: OrderedDictionary<String, Located<String>> = [:]
        for pair in mapping(node, what) ?? [] {
            guard let name = text(pair.key, "a name in \(what)"),
                let value = text(pair.value, "'\(name.content)' of \(what)", allowsEmpty: true)
            else { continue }
            texts[name.content] = value
        }
        return texts
    }
}
