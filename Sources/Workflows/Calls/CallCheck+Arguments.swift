import Core
import OrderedCollections

/// What a call hands over, against what its callee declares.
extension CallCheck {
    mutating func checkInputs(
        _ call: WorkflowCall, _ interface: CallInterface, _ callee: CalleeID, in id: CalleeID?
    ) {
        var given: Set<String> = []
        for argument in call.arguments {
            let name = argument.name.content
            given.insert(name.lowercased())
            guard let input = interface.inputs[name.lowercased()] else {
                let known = interface.inputs.values.map(\.name.content)
                add(
                    .undefinedInput, "\(callee) has no input '\(name.prefix(80))'",
                    help: near(name, known) ?? (known.isEmpty ? "Remove it: it has none." : "\(list(known))."),
                    to: id, at: argument.name.position)
                continue
            }
            guard case .literal(let value) = argument.value.content, !input.kind.takes(value) else { continue }
            add(
                .wrongType, "the input '\(input.name.content)' of \(callee) must be a \(input.kind.rawValue)",
                help: "Write \(input.kind == .number ? "a number" : "true or false") without quotes.",
                to: id, at: argument.value.position)
        }
        for input in interface.requiredInputs where !given.contains(input.name.content.lowercased()) {
            add(
                .missingInput,
                "\(callee) requires the input '\(input.name.content)', and 'with' does not give it",
                help: "Add it under 'with'.", to: id, at: call.reference.position)
        }
    }

    mutating func checkSecrets(
        _ call: WorkflowCall, _ interface: CallInterface, _ callee: CalleeID, in id: CalleeID?
    ) {
        var entries: [EnvironmentEntry] = []
        switch call.secrets?.content {
        case .inherit: return
        case .map(let map): entries = map
        case nil: break
        }
        guard !entries.contains(where: \.isInsertion) else { return }
        var given: Set<String> = []
        for entry in entries {
            let name = entry.name.content
            given.insert(name.lowercased())
            guard interface.secrets[name.lowercased()] == nil else { continue }
            let known = interface.secrets.values.map(\.name.content)
            add(
                .undefinedSecret, "\(callee) takes no secret '\(name.prefix(80))'",
                help: near(name, known) ?? (known.isEmpty ? "Remove it: it takes none." : "\(list(known))."),
                to: id, at: entry.name.position)
        }
        for secret in interface.requiredSecrets where !given.contains(secret.name.content.lowercased()) {
            add(
                .missingInput,
                "\(callee) requires the secret '\(secret.name.content)', and 'secrets' does not give it",
                help: "Add it under 'secrets', or write 'secrets: inherit'.", to: id, at: call.reference.position)
        }
    }
}

extension InputDefinition.Kind {
    /// A text may be any scalar's, as everywhere; the others keep their types.
    fileprivate func takes(_ value: Value) -> Bool {
        switch self {
        case .boolean: value.bool != nil
        case .number: value.number != nil
        case .string, .choice, .environment: true
        }
    }
}
