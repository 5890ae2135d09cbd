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

    /// `env`, `with`, `outputs`: names with texts, or one expression that gives them all.
    ///
    /// - Parameters:
    ///   - isEnvironment: the names become those of variables.
    ///   - hasFixedNames: no expression may give names.
    func entries(
        _ node: YAMLNode, _ what: String, at place: ExpressionPlace, isEnvironment: Bool = false,
        hasFixedNames: Bool = false
    ) -> [EnvironmentEntry] {
        if !hasFixedNames, let text = node.scalar?.value.string, text.contains("${{") {
            return insertion(node, what, at: place, position: node.position).map { [$0] } ?? []
        }
        guard let pairs = mapping(node, what) else { return [] }
        var names: [String: Int] = [:]
        return pairs.compactMap { pair in
            if !hasFixedNames, Self.isInsertion(pair.key) {
                return insertion(pair.value, what, at: place, position: pair.key.position)
            }
            guard let name = entryName(pair.key, what, hasFixedNames ? nil : place, isEnvironment: isEnvironment) else {
                return nil
            }
            checkCase(of: name, what, &names, isEnvironment: isEnvironment)
            checkVersion(pair.value, named: name.content)
            let value =
                pair.value.isNull
                ? Located(Template(literal: ""), at: pair.value.position)
                : template(pair.value, "'\(name.content)' of \(what)", at: place)
            return value.map { EnvironmentEntry(name: name, value: $0) }
        }
    }

    private static func isInsertion(_ key: YAMLNode) -> Bool {
        guard let text = key.text, text.contains("${{") else { return false }
        return text.filter { !$0.isWhitespace } == "${{insert}}"
    }

    /// One expression whose members become entries.
    private func insertion(
        _ node: YAMLNode, _ what: String, at place: ExpressionPlace, position: SourcePosition
    ) -> EnvironmentEntry? {
        guard let text = anyText(node, what), let value = parse(text, node, place, purpose: .entries) else {
            return nil
        }
        guard value.parts.count == 1, value.literal == nil else {
            report(
                .wrongType, "what is put into \(what) must be one expression without text around it",
                help: "Write lines of 'NAME: value', or one ${{ }} that gives an object.", at: node.position)
            return nil
        }
        return EnvironmentEntry(name: Located(EnvironmentEntry.insertion, at: position), value: value)
    }

    /// Inputs and outputs are compared without case, so that one of two would be lost.
    private func checkCase(
        of name: Located<String>, _ what: String, _ names: inout [String: Int], isEnvironment: Bool
    ) {
        guard !isEnvironment, let line = names.updateValue(name.position.line, forKey: name.content.lowercased())
        else { return }
        report(
            .duplicateKey, "'\(name.content)' of \(what) is already defined in line \(line); case does not count",
            help: "Remove one of the two.", at: name.position)
    }

    /// - Parameter place: of an expression in the name; nil where there can be none.
    private func entryName(
        _ key: YAMLNode, _ what: String, _ place: ExpressionPlace?, isEnvironment: Bool
    ) -> Located<String>? {
        let name = key.text ?? ""
        if name.contains("${{") {
            guard let place else {
                report(
                    .expression, "an expression can't be a name in \(what)", help: "Write the name itself.",
                    at: key.position)
                return nil
            }
            return parse(name, key, place, purpose: .text).map { _ in Located(name, at: key.position) }
        }
        guard !name.isEmpty else {
            report(.invalidValue, "a name in \(what) must not be empty", help: "Name it.", at: key.position)
            return nil
        }
        let isBad = name.unicodeScalars.contains {
            $0 == "\0" || isEnvironment && ($0 == "=" || $0 == "&" || $0.properties.isWhitespace)
        }
        guard !isBad else {
            report(
                .invalidValue, "'\(name.prefix(80))' can't be a name in \(what)",
                help: "Leave out blanks, '=' and '&'.", at: key.position)
            return nil
        }
        return Located(name, at: key.position)
    }
}
