import Core
import Expressions

/// An input with the nodes that only make sense together.
struct InputDraft {
    var definition: InputDefinition
    var defaultNode: YAMLNode?
    var optionNodes: [YAMLNode]?
}

extension KeyTable<InputDraft> {
    static let input = KeyTable(
        "an input",
        [
            "description": .read {
                $2.definition.description = $0.text($1, "an input's description", allowsEmpty: true)?.content
            },
            "type": .read { $2.definition.kind = $0.choice($1, "an input's type")?.content ?? .string },
            "required": .read { $2.definition.isRequired = $0.boolean($1, "'required'") ?? false },
            "default": .read { $2.defaultNode = $1 },
            "options": .read { $2.optionNodes = $1.sequence ?? $0.elements($1, "'options'") }
        ])

    static let callInput = KeyTable(
        "an input of 'workflow_call'",
        [
            "description": .read {
                $2.definition.description = $0.text($1, "an input's description", allowsEmpty: true)?.content
            },
            "type": .read { $2.definition.kind = $0.callInputKind($1) },
            "required": .read { $2.definition.isRequired = $0.boolean($1, "'required'") ?? false },
            "default": .read { $2.defaultNode = $1 }
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

    func readDispatchInputs(_ node: YAMLNode) -> [InputDefinition] {
        if let pairs = node.mapping, pairs.count > Self.maximumInputs {
            report(
                .limit, "\(pairs.count) inputs are more than the \(Self.maximumInputs) that are allowed",
                help: "Put some together, as a text of JSON.", at: pairs[Self.maximumInputs].key.position)
        }
        return readDeclarations(node, "input") { name, value in
            var draft = InputDraft(definition: InputDefinition(name: name))
            if !value.isNull { read(value, by: .input, into: &draft) }
            readOptions(&draft, value)
            if let node = draft.defaultNode { readDefault(node, &draft.definition, isCall: false) }
            return draft.definition
        }
    }

    func readCallInputs(_ node: YAMLNode) -> [InputDefinition] {
        readDeclarations(node, "input") { name, value in
            var draft = InputDraft(definition: InputDefinition(name: name))
            if value.isNull {
                reportMissingType(name, at: name.position)
            } else if read(value, by: .callInput, into: &draft), value["type"] == nil,
                !misspells(["type"], in: value)
            {
                reportMissingType(name, at: value.position)
            }
            if let node = draft.defaultNode { readDefault(node, &draft.definition, isCall: true) }
            return draft.definition
        }
    }

    private func reportMissingType(_ name: Located<String>, at position: SourcePosition) {
        report(
            .missingKey, "the input '\(name.content)' has no 'type'", help: "Add string, boolean or number.",
            at: position)
    }

    /// A mapping of names to what is said about them. Case does not count.
    func readDeclarations<Definition>(
        _ node: YAMLNode, _ kind: String, _ read: (Located<String>, YAMLNode) -> Definition?
    ) -> [Definition] {
        if node.isNull { return [] }
        guard let pairs = mapping(node, "'\(kind)s'") else { return [] }
        var names: Set<String> = []
        return pairs.compactMap { pair in
            guard let name = text(pair.key, "the name of an \(kind)") else { return nil }
            guard names.insert(name.content.lowercased()).inserted else {
                report(
                    .duplicateID, "the \(kind) '\(name.content)' is already declared", help: "Remove one of the two.",
                    at: name.position)
                return nil
            }
            return read(name, pair.value)
        }
    }

    fileprivate func callInputKind(_ node: YAMLNode) -> InputDefinition.Kind {
        guard
            let kind: Located<InputDefinition.Kind> = choice(node, "an input's type", of: [.string, .boolean, .number])
        else { return .string }
        return kind.content
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

    private func readDefault(_ node: YAMLNode, _ definition: inout InputDefinition, isCall: Bool) {
        guard let value = node.scalar?.value else {
            return reportType(node, .scalar, "a default")
        }
        if let text = value.string, text.contains("${{") {
            if isCall {
                definition.defaultTemplate = template(node, "a default", at: .callDefault)
            } else {
                _ = self.text(node, "an input's default")
            }
            return
        }
        switch definition.kind {
        case .boolean:
            definition.defaultValue = boolean(node, "the default of a boolean input").map(Value.bool)
        case .number:
            guard value.number != nil else { return reportType(node, .number, "the default of a number input") }
            definition.defaultValue = value
        case .choice:
            definition.defaultValue = .string(value.coercedString)
            guard !definition.options.isEmpty, !definition.options.contains(value.coercedString) else { return }
            report(
                .invalidValue, "the default '\(value.coercedString)' is none of the options",
                help: suggestion(for: value.coercedString, in: definition.options)
                    ?? "Choose one of them, or add it under 'options'.",
                at: node.position)
        case .string, .environment:
            definition.defaultValue = value == .null ? nil : .string(value.coercedString)
        }
    }
}
