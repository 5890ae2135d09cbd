import Core
import Expressions

/// A step while it is not known yet whether it runs a script or an action.
struct StepDraft {
    var definition: StepDefinition
    var id: Located<String>?
    var script: Located<Template>?
    var shell: Located<Template>?
    var workingDirectory: Located<Template>?
    var action: Located<ActionReference>?
    var arguments: [EnvironmentEntry] = []
}

extension KeyTable<StepDraft> {
    static let step = KeyTable(
        "a step",
        [
            "id": .read { $2.id = $0.identifier($1, "a step's id") },
            "name": .read { $2.definition.name = $0.template($1, "a step's name", at: .step) },
            "if": .read { $2.definition.condition = $0.condition($1, "'if'", at: .stepCondition) },
            "run": .read { $2.script = $0.readScript($1) },
            "shell": .read { $2.shell = $0.readShell($1, at: .step) },
            "working-directory": .read {
                $2.workingDirectory = $0.fullTemplate($1, "'working-directory'", at: .step)
            },
            "env": .read { $2.definition.environment = $0.entries($1, "'env'", at: .step) },
            "uses": .read { $2.action = $0.readAction($1) },
            "with": .read { $2.arguments = $0.entries($1, "'with'", at: .step) },
            "timeout-minutes": .read {
                $2.definition.timeoutMinutes = $0.typedTemplate($1, "'timeout-minutes'", .positiveNumber, at: .step)
            },
            "continue-on-error": .read {
                $2.definition.continueOnError = $0.typedTemplate($1, "'continue-on-error'", .boolean, at: .step)
            },
            "background": .unsupported(help: "Start the process in the background from the script."),
            "wait": .unsupported(help: "Wait in the script that started the process."),
            "wait-all": .unsupported(help: "Wait in the script that started the processes."),
            "cancel": .unsupported(help: "End the process in the script that started it."),
            "parallel": .unsupported(help: "Write the steps one after another, or as jobs of their own.")
        ])
}

extension Reader {
    func readSteps(_ node: YAMLNode) -> [StepDefinition] {
        guard let elements = node.sequence else {
            reportType(node, "a list", "'steps'")
            return []
        }
        if elements.isEmpty {
            report(.missingKey, "'steps' is empty", help: "Add at least one step.", at: node.position)
        }
        var names = StepNames()
        defer { currentStep = nil }
        return elements.enumerated().compactMap { index, element in
            currentStep = index
            let step = readStep(element, &names)
            if step == nil, let currentJob { jobsWithUnreadSteps.insert(currentJob) }
            return step
        }
    }

    func readStep(
        _ node: YAMLNode, _ names: inout StepNames, by table: KeyTable<StepDraft> = .step
    ) -> StepDefinition? {
        var draft = StepDraft(definition: StepDefinition(id: "", work: .waitAll, position: node.position))
        guard read(node, by: table, into: &draft), checkKind(node) else { return nil }
        if let id = draft.id, let line = names.claim(id) {
            report(
                .duplicateID, "the step '\(id.content)' is already defined in line \(line); case does not count",
                help: "Rename one of the two.", at: id.position)
        }
        if let script = draft.script {
            draft.definition.work = .run(
                script: script, shell: draft.shell, workingDirectory: draft.workingDirectory)
            draft.definition.id = draft.id?.content ?? names.next("run")
        } else if let action = draft.action {
            checkInputs(draft.arguments, of: action.content)
            draft.definition.work = .uses(action: action, with: draft.arguments)
            draft.definition.id = draft.id?.content ?? names.next(action.name)
        } else {
            return nil
        }
        return draft.definition
    }

    /// A step runs a script or an action, with the keys that go with it.
    private func checkKind(_ node: YAMLNode) -> Bool {
        let keys = (node.mapping ?? []).map(\.key)
        let main = keys.first { $0.text == "run" || $0.text == "uses" }
        guard let main, let name = main.text else {
            // What was reported as unsupported is a third kind of step.
            guard !["wait", "wait-all", "cancel", "parallel"].contains(where: { node[$0] != nil }) else { return false }
            report(
                .missingKey, "a step needs 'run' or 'uses'", help: "Add the script or the action.",
                at: node.position)
            return false
        }
        let foreign = name == "run" ? ["uses", "with"] : ["run", "shell", "working-directory"]
        for key in keys where foreign.contains(key.text ?? "") {
            report(
                .unknownKey, "'\(key.text ?? "")' can't stand in a step with '\(name)'", help: "Remove one of the two.",
                at: key.position)
        }
        return true
    }

    func readScript(_ node: YAMLNode, at place: ExpressionPlace = .step) -> Located<Template>? {
        guard let script = template(node, "'run'", at: place) else { return nil }
        checkUntrusted(script.content, node)
        checkCommands(script.content, node)
        return script
    }
}
