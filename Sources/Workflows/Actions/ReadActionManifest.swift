import Core
import Expressions

/// A manifest while it is being read.
struct ActionDraft {
    var name: String?
    var inputs: [ActionDefinition.Input] = []
    var outputs: YAMLNode?
    var runs: YAMLNode?
}

extension KeyTable<ActionDraft> {
    static let action = KeyTable(
        "an action",
        [
            "name": .read { $2.name = $0.text($1, "the action's name")?.content },
            "author": .read { reader, node, _ in reader.checkNote(node, "'author'") },
            "description": .read { reader, node, _ in reader.checkNote(node, "the action's description") },
            "inputs": .read { $2.inputs = $0.readActionInputs($1) },
            "outputs": .read { $2.outputs = $1 },
            "runs": .read { $2.runs = $1 },
            // How a marketplace shows the action.
            "branding": .read { reader, node, _ in _ = reader.mapping(node, "'branding'") }
        ])
}

extension KeyTable<ActionDefinition.Input> {
    static let actionInput = KeyTable(
        "an action's input",
        [
            "description": .read {
                $0.checkNote($1, "an input's description")
                $2.description = $1.text
            },
            "required": .read { $2.isRequired = $0.looseBoolean($1, "'required'") ?? false },
            "default": .read {
                guard !$1.isNull else { return }
                $2.defaultValue = $0.template($1, "the input's default", at: .actionInput)
            },
            "deprecationMessage": .read { $2.deprecation = $0.text($1, "'deprecationMessage'")?.content }
        ])
}

extension KeyTable<ActionDefinition.Output> {
    static let actionOutput = KeyTable(
        "an action's output",
        [
            "description": .read { reader, node, _ in reader.checkNote(node, "an output's description") },
            "value": .read { $2.value = $0.template($1, "the output's value", at: .actionOutput) }
        ])
}

extension Reader {
    func readActionManifest(_ root: YAMLNode) -> ActionDefinition? {
        var draft = ActionDraft()
        guard readTolerantly(root, by: .action, into: &draft) else { return nil }
        guard let node = draft.runs else {
            report(
                .missingKey, "'runs' is missing", help: "Say how the action runs, as in 'runs: {using: composite}'.",
                at: root.position)
            return nil
        }
        guard let runs = readActionRuns(node) else { return nil }
        var isComposite = false
        var steps: [StepDefinition] = []
        if case .composite(let found) = runs { (isComposite, steps) = (true, found) }
        let outputs = draft.outputs.map { readActionOutputs($0, needsValue: isComposite) } ?? []
        checkActionReferences(inputs: draft.inputs, steps: steps)
        return ActionDefinition(
            path: path, name: draft.name ?? path, inputs: draft.inputs, outputs: outputs, runs: runs)
    }

    func readActionInputs(_ node: YAMLNode) -> [ActionDefinition.Input] {
        if node.isNull { return [] }
        guard let pairs = mapping(node, "'inputs'") else { return [] }
        var names: Set<String> = []
        return pairs.compactMap { pair in
            guard let name = text(pair.key, "an input's name") else { return nil }
            guard names.insert(name.content.lowercased()).inserted else {
                report(
                    .duplicateID, "the input '\(name.content)' is already declared; case does not count",
                    help: "Rename one of the two.", at: name.position)
                return nil
            }
            var input = ActionDefinition.Input(
                name: name, description: nil, isRequired: false, defaultValue: nil, deprecation: nil)
            if !pair.value.isNull { readTolerantly(pair.value, by: .actionInput, into: &input) }
            return input
        }
    }

    func readActionOutputs(_ node: YAMLNode, needsValue: Bool) -> [ActionDefinition.Output] {
        if node.isNull { return [] }
        guard let pairs = mapping(node, "'outputs'") else { return [] }
        return pairs.compactMap { pair in
            guard let name = text(pair.key, "an output's name") else { return nil }
            var output = ActionDefinition.Output(name: name, value: nil)
            if !pair.value.isNull { readTolerantly(pair.value, by: .actionOutput, into: &output) }
            if needsValue, output.value == nil {
                report(
                    .missingKey, "the output '\(name.content)' of a composite action has no 'value'",
                    help: "Say which step's output it is: 'value: ${{ steps.ID.outputs.NAME }}'.", at: name.position)
            }
            return output
        }
    }

    /// Manifests carry keys for other tools beside what runs the action, and whoever uses the action can't mend them:
    /// what GitHub passes over is said and not refused.
    @discardableResult
    func readTolerantly<Draft>(_ node: YAMLNode, by table: KeyTable<Draft>, into draft: inout Draft) -> Bool {
        guard let pairs = mapping(node, table.owner) else { return false }
        for pair in pairs {
            let name = pair.key.text ?? ""
            guard case .read(let read)? = table[name] else {
                report(
                    .unknownKey, "'\(name.prefix(80))' is no key of \(table.owner) and has no effect",
                    help: suggestion(for: name, in: table.names) ?? "Remove it.", severity: .warning,
                    at: pair.key.position)
                continue
            }
            read(self, pair.value, &draft)
        }
        return true
    }

    /// A text for people, which may be left out behind its key.
    func checkNote(_ node: YAMLNode, _ what: String) {
        if node.scalar == nil { reportType(node, .text, what) }
    }

    /// `required: 'true'` stands in many manifests, and GitHub reads it as a boolean.
    func looseBoolean(_ node: YAMLNode, _ what: String) -> Bool? {
        switch node.scalar?.value {
        case .bool(let flag): return flag
        case .string(let text) where text.lowercased() == "true": return true
        case .string(let text) where text.lowercased() == "false": return false
        default:
            reportType(node, .boolean, what)
            return nil
        }
    }

    /// `inputs` and `steps` of the action's own expressions, as far as that is known without running it.
    private func checkActionReferences(inputs: [ActionDefinition.Input], steps: [StepDefinition]) {
        let inputs = Set(inputs.map { $0.name.content.lowercased() })
        var indices: [String: Int] = [:]
        for (index, step) in steps.enumerated() where !step.id.hasPrefix("__") { indices[step.id.lowercased()] = index }
        for use in uses {
            let name = use.reference.path[0]
            switch use.reference.context {
            case "inputs" where !inputs.contains(name.lowercased()):
                report(
                    .undefinedInput, "the action declares no input '\(name)'",
                    help: suggestion(for: name, in: inputs) ?? "Declare it under 'inputs'.", severity: .warning,
                    at: use.position)
            case "steps":
                let index = indices[name.lowercased()]
                guard index == nil || index ?? 0 >= use.step ?? .max else { continue }
                report(
                    .undefinedStep,
                    index == nil
                        ? "the action has no step with the id '\(name)'" : "the step '\(name)' has not run yet here",
                    help: index == nil ? "Give the step this 'id'." : "Move this step below it.", severity: .warning,
                    at: use.position)
            default: continue
            }
        }
    }
}
