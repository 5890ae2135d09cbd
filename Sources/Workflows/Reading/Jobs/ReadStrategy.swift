import Core
import Expressions
import OrderedCollections

extension KeyTable<Strategy> {
    static let strategy = KeyTable(
        "'strategy'",
        [
            "matrix": .read { $2.matrix = $0.readMatrix($1) },
            "fail-fast": .read { $2.failFast = $0.typedTemplate($1, "'fail-fast'", .boolean, at: .strategy) },
            "max-parallel": .read {
                $2.maxParallel = $0.typedTemplate($1, "'max-parallel'", .positiveInteger, at: .strategy)
            }
        ])
}

extension Reader {
    func readStrategy(_ node: YAMLNode) -> Strategy {
        var strategy = Strategy()
        read(node, by: .strategy, into: &strategy)
        return strategy
    }

    func readMatrix(_ node: YAMLNode) -> Located<Matrix>? {
        if let text = node.scalar?.value.string, text.contains("${{") {
            return parse(text, node, .strategy).map { Located(.template($0.content), at: node.position) }
        }
        guard let pairs = mapping(node, "'matrix'") else { return nil }
        if pairs.isEmpty {
            report(.invalidValue, "'matrix' is empty", help: "Add a dimension, or remove it.", at: node.position)
        }
        var dimensions: OrderedDictionary<String, TemplateValue> = [:]
        var include: TemplateValue?
        var exclude: TemplateValue?
        for pair in pairs {
            guard let name = text(pair.key, "a matrix's dimension") else { continue }
            switch name.content {
            case "include": include = readCombinations(pair.value, "'include'")
            case "exclude": exclude = readCombinations(pair.value, "'exclude'")
            default:
                checkVersion(pair.value, named: name.content)
                dimensions[name.content] = readDimension(name.content, pair.value)
            }
        }
        checkMatrix(dimensions, include, exclude, node.position)
        return Located(.table(dimensions: dimensions, include: include, exclude: exclude), at: node.position)
    }

    private func readDimension(_ name: String, _ node: YAMLNode) -> TemplateValue? {
        guard isListOrExpression(node) else {
            reportType(node, .listOrExpression, "the dimension '\(name)'")
            return nil
        }
        guard node.sequence?.isEmpty != true else {
            report(
                .invalidValue, "the dimension '\(name)' has no values", help: "Add one, or remove the dimension.",
                at: node.position)
            return nil
        }
        return templateValue(node, "'matrix'", at: .strategy)?.content
    }

    private func readCombinations(_ node: YAMLNode, _ what: String) -> TemplateValue? {
        guard isListOrExpression(node) else {
            reportType(node, .listOfMappingsOrExpression, what)
            return nil
        }
        for element in node.sequence ?? [] where element.mapping == nil && !isExpression(element) {
            reportType(element, .mapping, "an element of \(what)")
        }
        for pair in (node.sequence ?? []).flatMap({ $0.mapping ?? [] }) {
            checkVersion(pair.value, named: pair.key.text ?? "")
        }
        return templateValue(node, what, at: .strategy)?.content
    }

    private func isListOrExpression(_ node: YAMLNode) -> Bool { node.sequence != nil || isExpression(node) }

    private func isExpression(_ node: YAMLNode) -> Bool { node.scalar?.value.string?.contains("${{") ?? false }
}
