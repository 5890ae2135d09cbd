import Core
import Expressions
import OrderedCollections

extension Reader {
    /// Any YAML value with expressions anywhere in it.
    func templateValue(_ node: YAMLNode, _ what: String, at place: ExpressionPlace) -> Located<TemplateValue>? {
        switch node.content {
        case .scalar(let scalar):
            guard let text = scalar.value.string, text.contains("${{") else {
                return Located(.literal(scalar.value), at: node.position)
            }
            return parse(text, node, place).map { Located(.template($0.content), at: node.position) }
        case .sequence(let elements):
            let values = elements.compactMap { templateValue($0, what, at: place) }
            return values.count == elements.count ? Located(.array(values), at: node.position) : nil
        case .mapping(let pairs):
            var members: OrderedDictionary<String, Located<TemplateValue>> = [:]
            for pair in pairs {
                guard let key = text(pair.key, "a key of \(what)"),
                    let value = templateValue(pair.value, what, at: place)
                else { return nil }
                members[key.content] = value
            }
            return Located(.object(members), at: node.position)
        }
    }

    /// `env`, `with`, `outputs`: names with texts.
    func entries(_ node: YAMLNode, _ what: String, at place: ExpressionPlace) -> [EnvironmentEntry] {
        if let text = node.scalar?.value.string, text.contains("${{") {
            report(
                .unsupportedKey, "\(what) as one expression is not supported by this version",
                help: "Write a mapping of names to values.", at: node.position)
            return []
        }
        guard let pairs = mapping(node, what) else { return [] }
        return pairs.compactMap { pair in
            guard let name = entryName(pair.key, what) else { return nil }
            let value =
                pair.value.isNull
                ? Located(Template(literal: ""), at: pair.value.position)
                : template(pair.value, "'\(name.content)' of \(what)", at: place)
            return value.map { EnvironmentEntry(name: name, value: $0) }
        }
    }

    private func entryName(_ key: YAMLNode, _ what: String) -> Located<String>? {
        let name = key.text ?? ""
        if name.contains("${{") {
            report(
                .unsupportedKey, "an expression as a name in \(what) is not supported by this version",
                help: "Write the names out.", at: key.position)
            return nil
        }
        guard !name.isEmpty,
            !name.unicodeScalars.contains(where: { $0 == "=" || $0 == "\0" || $0.properties.isWhitespace })
        else {
            report(
                .invalidValue, "'\(name)' can't be a name in \(what)", help: "Leave out blanks and '='.",
                at: key.position)
            return nil
        }
        return Located(name, at: key.position)
    }
}
