import Core
import Expressions

/// An input with the nodes that only make sense together.
struct InputDraft {
    var definition: InputDefinition
    var defaultNode: YAMLNode?
    var optionNodes: [YAMLNode]?
}

extension KeyTable<DispatchTrigger> {
    static let dispatch = KeyTable(
        "'workflow_dispatch'", ["inputs": .read { $2.inputs = $0.readInputs($1) }])
}

extension KeyTable<InputDraft> {
    static let input = KeyTable(
        "an input",
        [
            "description": .read {
                $2.definition.description = $0.text($1, "an input's description", allowsEmpty: true)?.content
            },
            "type": .read { $2.definition.kind = $0.inputKind($1) },
            "required": .read { $2.definition.isRequired = $0.boolean($1, "'required'") ?? false },
            "default": .read { $2.defaultNode = $1 },
            "options": .read { $2.optionNodes = $1.sequence ?? $0.elements($1, "'options'") }
        ])
}

extension Reader {
    /// GitHub's limit; the form for more would not be used.
    private static let maximumInputs = 25

    func readDispatch(_ node: YAMLNode) -> DispatchTrigger {
        var dispatch = DispatchTrigger()
        if !node.isNull { read(node, by: .dispatch, into: &dispatch) }
        return dispatch
    }

    func readInputs(_ node: YAMLNode) -> [InputDefinition] {
        if node.isNull { return [] }
        guard let pairs = mapping(node, "'inputs'") else { return [] }
        if pairs.count > Self.maximumInputs {
            report(
                .limit, "\(pairs.count) inputs are more than the \(Self.maximumInputs) that are allowed",
                at: pairs[Self.maximumInputs].key.position)
        }
        var names: Set<String> = []
        return pairs.compactMap { pair in
            guard let name = text(pair.key, "an input's name") else { return nil }
            guard names.insert(name.content.lowercased()).inserted else {
                report(.duplicateID, "the input '\(name.content)' is already declared", at: name.position)
                return nil
            }
            return readInput(name, pair.value)
        }
    }

    private func readInput(_ name: Located<String>, _ node: YAMLNode) -> InputDefinition {
        var draft = InputDraft(definition: InputDefinition(name: name))
        if !node.isNull { read(node, by: .input, into: &draft) }
        readOptions(&draft, node)
        if let node = draft.defaultNode { readDefault(node, &draft.definition) }
        return draft.definition
    }

    func inputKind(_ node: YAMLNode) -> InputDefinition.Kind {
        guard let text = text(node, "an input's type") else { return .string }
        if let kind = InputDefinition.Kind(rawValue: text.content) { return kind }
        let names = InputDefinition.Kind.allCases.map(\.rawValue)
        report(
            .invalidValue, "'\(text.content)' is no type of input",
            help: suggestion(for: text.content, in: names)
                ?? "Use \(names.joined(separator: ", ")).",
            at: node.position)
        return .string
    }

    private func readOptions(_ draft: inout InputDraft, _ node: YAMLNode) {
        let isChoice = draft.definition.kind == .choice
        if let nodes = draft.optionNodes {
            draft.definition.options = nodes.compactMap { text($0, "an option", allowsEmpty: true)?.content }
            guard !isChoice, let key = node.mapping?.first(where: { $0.key.text == "options" })?.key else { return }
            report(
                .invalidValue, "only an input of type 'choice' has 'options'", help: "Add 'type: choice'.",
                at: key.position)
        }
        if isChoice, draft.definition.options.isEmpty {
            report(
                .missingKey, "the input '\(draft.definition.name.content)' of type 'choice' has no options",
                help: "List them under 'options'.", at: node.position)
        }
    }

    private func readDefault(_ node: YAMLNode, _ definition: inout InputDefinition) {
        guard let value = node.scalar?.value else {
            return reportType(node, "a text, a number or a boolean", "a default")
        }
        if let text = value.string, text.contains("${{") {
            _ = self.text(node, "an input's default")
            return
        }
        switch definition.kind {
        case .boolean:
            definition.defaultValue = boolean(node, "the default of a boolean input").map(Value.bool)
        case .number:
            guard value.number != nil else { return reportType(node, "a number", "the default of a number input") }
            definition.defaultValue = value
        case .choice:
            definition.defaultValue = .string(value.coercedString)
            guard !definition.options.isEmpty, !definition.options.contains(value.coercedString) else { return }
            report(
                .invalidValue, "the default '\(value.coercedString)' is none of the options",
                help: suggestion(for: value.coercedString, in: definition.options),
                at: node.position)
        case .string, .environment:
            definition.defaultValue = value == .null ? nil : .string(value.coercedString)
        }
    }
}
