import Core
import OrderedCollections

/// Calls of workflows of the same repository, against what the called file takes and gives.
struct CallCheck {
    let files: RepositoryFiles
    let options: WorkflowOptions

    func findings(in workflow: Workflow) -> [Diagnostic] {
        workflow.jobs.values.flatMap { job -> [Diagnostic] in
            guard let call = job.call, case .local(let path) = call.reference.content else { return [] }
            return findings(call, path, workflow)
        }
    }

    private func findings(_ call: WorkflowCall, _ path: String, _ workflow: Workflow) -> [Diagnostic] {
        func broken(_ message: String, _ help: String) -> [Diagnostic] {
            [finding(.brokenCall, message, help, workflow, call.reference.position)]
        }
        guard let bytes = files.read(path) else {
            return broken(
                "there is no './\(path)' in the repository", "Write its path as seen from the repository's root.")
        }
        let (callee, diagnostics) = WorkflowParser.parse(bytes, path: path, options: options)
        guard let callee else {
            let first = diagnostics.first { $0.severity == .error }
            let place = first.map { " in line \($0.position.line): \($0.message)" } ?? ""
            return broken("the workflow './\(path)' has an error\(place)", "Mend it.")
        }
        guard let trigger = callee.triggers.workflowCall else {
            return broken("'./\(path)' can't be called", "Add 'workflow_call' to its 'on'.")
        }
        return checkInputs(call, trigger, workflow) + checkSecrets(call, trigger, workflow)
    }

    private func checkInputs(_ call: WorkflowCall, _ trigger: CallTrigger, _ workflow: Workflow) -> [Diagnostic] {
        let callee = call.reference.content
        var findings: [Diagnostic] = []
        for argument in call.arguments {
            let name = argument.name.content
            guard let input = trigger.inputs.first(where: { $0.name.content.lowercased() == name.lowercased() }) else {
                findings.append(
                    finding(
                        .undefinedInput, "'\(callee)' has no input '\(name)'",
                        near(name, trigger.inputs.map(\.name.content)) ?? "Remove it.", workflow,
                        argument.name.position))
                continue
            }
            guard case .literal(let value) = argument.value.content, !fits(value, input.kind) else { continue }
            findings.append(
                finding(
                    .wrongType, "the input '\(name)' of '\(callee)' must be a \(input.kind.rawValue)", nil, workflow,
                    argument.value.position))
        }
        let given = Set(call.arguments.map { $0.name.content.lowercased() })
        for input in trigger.inputs where input.isRequired && !given.contains(input.name.content.lowercased()) {
            findings.append(
                finding(
                    .missingInput, "'\(callee)' needs the input '\(input.name.content)'", "Add it under 'with'.",
                    workflow, call.reference.position))
        }
        return findings
    }

    private func checkSecrets(_ call: WorkflowCall, _ trigger: CallTrigger, _ workflow: Workflow) -> [Diagnostic] {
        if case .inherit? = call.secrets?.content { return [] }
        var entries: [EnvironmentEntry] = []
        if case .map(let map)? = call.secrets?.content { entries = map }
        let callee = call.reference.content
        var findings: [Diagnostic] = []
        let declared = trigger.secrets.map(\.name.content)
        for entry in entries where !declared.contains(where: { $0.lowercased() == entry.name.content.lowercased() }) {
            findings.append(
                finding(
                    .undefinedSecret, "'\(callee)' takes no secret '\(entry.name.content)'",
                    near(entry.name.content, declared) ?? "Remove it.", workflow, entry.name.position))
        }
        let given = Set(entries.map { $0.name.content.lowercased() })
        for secret in trigger.secrets where secret.isRequired && !given.contains(secret.name.content.lowercased()) {
            findings.append(
                finding(
                    .missingInput, "'\(callee)' needs the secret '\(secret.name.content)'",
                    "Add it under 'secrets', or write 'secrets: inherit'.", workflow, call.reference.position))
        }
        return findings
    }

    /// A text may be any scalar's, as everywhere; the others keep their types.
    private func fits(_ value: Value, _ kind: InputDefinition.Kind) -> Bool {
        switch kind {
        case .boolean: value.bool != nil
        case .number: value.number != nil
        case .string, .choice, .environment: true
        }
    }

    private func near(_ name: String, _ known: [String]) -> String? {
        Suggestion.nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
    }

    private func finding(
        _ rule: Rule, _ message: String, _ help: String?, _ workflow: Workflow, _ position: SourcePosition
    ) -> Diagnostic {
        Diagnostic(rule: rule.rawValue, message, help: help, file: workflow.path, at: position)
    }
}
