import Core
import Expressions

/// A step while it is not known yet what it does.
struct StepDraft {
    var definition: StepDefinition
    var id: Located<String>?
    var script: Located<Template>?
    var shell: Located<Template>?
    var workingDirectory: Located<Template>?
    var action: Located<ActionReference>?
    var arguments: [EnvironmentEntry] = []
    var argumentsNode: YAMLNode?
    var waitsFor: [Located<String>]?
    var cancels: Located<String>?
    var parallel: YAMLNode?
}

extension KeyTable<StepDraft> {
    static let step = KeyTable(
        "a step",
        [
            "id": .read { $2.id = $0.identifier($1, "a step's id") },
            "name": .read { $2.definition.name = $0.template($1, "a step's name", at: .step) },
            "if": .read { $2.definition.condition = $0.condition($1, "'if'", at: .stepCondition) },
            "run": .read { $2.script = $0.readScript($1, "'run'") },
            "shell": .read { $2.shell = $0.readShell($1, at: .step) },
            "working-directory": .read {
                $2.workingDirectory = $0.fullTemplate($1, "'working-directory'", at: .step)
            },
            "env": .read { $2.definition.environment = $0.entries($1, "'env'", at: .step, isEnvironment: true) },
            "uses": .read { $2.action = $0.readAction($1) },
            "with": .read {
                $2.arguments = $0.entries($1, "'with'", at: .step)
                $2.argumentsNode = $1
            },
            "timeout-minutes": .read {
                $2.definition.timeoutMinutes = $0.typedTemplate($1, "'timeout-minutes'", .minutes, at: .step)
            },
            "continue-on-error": .read {
                $2.definition.continueOnError = $0.typedTemplate($1, "'continue-on-error'", .boolean, at: .step)
            },
            "background": .read { $2.definition.isBackground = $0.boolean($1, "'background'") ?? false },
            "wait": .read { $2.waitsFor = $0.readWait($1) },
            "wait-all": .read { $0.readWaitAll($1, $2) },
            "cancel": .read { $2.cancels = $0.text($1, "'cancel'") },
            "parallel": .read { $2.parallel = $1 }
        ])
}

extension Reader {
    func readSteps(_ node: YAMLNode) -> [StepDefinition] {
        guard let elements = node.sequence else {
            reportType(node, .list, "'steps'")
            return []
        }
        if elements.isEmpty {
            report(.missingKey, "'steps' is empty", help: "Add at least one step.", at: node.position)
        }
        var names = StepNames()
        defer { currentStep = nil }
        return elements.enumerated().compactMap { index, element in
            currentStep = index
            return readStep(element, &names, isParallel: false)
        }
    }

    /// Others may read the step by its id whatever else is wrong with it.
    private func noteID(_ draft: StepDraft, _ node: YAMLNode) {
        guard let currentJob, let currentStep else { return }
        if let id = draft.id?.content.lowercased(), stepIDs[currentJob]?[id] == nil {
            stepIDs[currentJob, default: [:]][id] = currentStep
        } else if draft.id == nil, node["id"] != nil || misspells(["id"], in: node) || node.mapping == nil {
            jobsWithUnreadSteps.insert(currentJob)
        }
    }

    func readStep(
        _ node: YAMLNode, _ names: inout StepNames, by table: KeyTable<StepDraft> = .step, isParallel: Bool
    ) -> StepDefinition? {
        var draft = StepDraft(definition: StepDefinition(id: "", work: .waitAll, position: node.position))
        read(node, by: table, into: &draft)
        noteID(draft, node)
        if let script = draft.script, let node = node["run"] {
            checkVariables(of: script.content, node, own: draft.definition.environment)
        }
        if let id = draft.id, let line = names.claim(id, isBackground: draft.definition.isBackground) {
            report(
                .duplicateID, "the step '\(id.content)' is already defined in line \(line); case does not count",
                help: "Rename one of the two.", at: id.position)
        }
        guard node.mapping != nil, let kind = checkKind(node, isParallel: isParallel) else { return nil }
        guard let work = work(kind, draft, &names) else { return nil }
        draft.definition.work = work
        draft.definition.id =
            draft.id?.content ?? names.next(kind == .uses ? draft.action?.idBase ?? "" : kind.rawValue)
        if isParallel { draft.definition.isBackground = false }
        return draft.definition
    }

    private func work(_ kind: StepKind, _ draft: StepDraft, _ names: inout StepNames) -> StepDefinition.Work? {
        switch kind {
        case .run:
            return draft.script.map {
                .run(script: $0, shell: draft.shell, workingDirectory: draft.workingDirectory)
            }
        case .uses:
            guard let action = draft.action else { return nil }
            checkInputs(draft.arguments, of: action)
            checkGitHubScript(draft.arguments, of: action.content, draft.argumentsNode)
            return .uses(action: action, with: draft.arguments)
        case .wait:
            return draft.waitsFor.map { ids in
                for id in ids { checkBackground(id, names) }
                return .wait(for: ids)
            }
        case .waitAll: return .waitAll
        case .cancel:
            return draft.cancels.map { id in
                checkBackground(id, names)
                return .cancel(id)
            }
        case .parallel: return draft.parallel.map { .parallel(readParallel($0, &names)) }
        }
    }

    private func readParallel(_ node: YAMLNode, _ names: inout StepNames) -> [StepDefinition] {
        guard let elements = node.sequence else {
            reportType(node, .list, "'parallel'")
            return []
        }
        if elements.isEmpty {
            report(.missingKey, "'parallel' is empty", help: "Add at least one step.", at: node.position)
        }
        return elements.compactMap { readStep($0, &names, isParallel: true) }
    }

    /// What a step does decides which keys go with it: the first key that does something counts.
    private func checkKind(_ node: YAMLNode, isParallel: Bool) -> StepKind? {
        let keys = (node.mapping ?? []).map(\.key)
        let main = keys.lazy.compactMap { key in
            key.text.flatMap(StepKind.init(rawValue:)).map { (key: key, kind: $0) }
        }.first
        guard let (key, kind) = main else {
            guard !misspells(Set(StepKind.allCases.map(\.rawValue)), in: node) else { return nil }
            report(
                .missingKey, "a step needs 'run' or 'uses'", help: "Add the script or the action.",
                at: node.position)
            return nil
        }
        if isParallel, kind != .run, kind != .uses {
            report(
                .unknownKey, "'\(kind.rawValue)' can't stand inside of 'parallel'", help: "Move it below the group.",
                at: key.position)
            return nil
        }
        for key in keys {
            let name = key.text ?? ""
            guard KeyTable<StepDraft>.step[name] != nil, name != kind.rawValue, !kind.keys.contains(name) else {
                continue
            }
            report(
                .unknownKey, "'\(name)' can't stand in a step with '\(kind.rawValue)'", help: "Remove one of the two.",
                at: key.position)
        }
        return kind
    }

    /// Steps before this one that run in the background.
    private func checkBackground(_ id: Located<String>, _ names: StepNames) {
        switch names.isBackground(id.content) {
        case true?: return
        case false?:
            report(
                .undefinedStep, "the step '\(id.content)' does not run in the background",
                help: "Add 'background: true' to it.", at: id.position)
        case nil:
            report(
                .undefinedStep, "no step above has the id '\(id.content)'",
                help: suggestion(for: id.content, in: names.backgroundIDs)
                    ?? "Name a step with 'background: true'.", at: id.position)
        }
    }

    fileprivate func readWait(_ node: YAMLNode) -> [Located<String>]? {
        guard let elements = elements(node, "'wait'") else { return nil }
        guard !elements.isEmpty else {
            report(
                .missingKey, "'wait' names no step", help: "Name one, or use 'wait-all:'.", at: node.position)
            return nil
        }
        return elements.compactMap { text($0, "an entry of 'wait'") }
    }

    fileprivate func readWaitAll(_ node: YAMLNode, _ draft: StepDraft) {
        guard !node.isNull, boolean(node, "'wait-all'") == false else { return }
        report(.invalidValue, "'wait-all' can't be false", help: "Remove the step.", at: node.position)
    }

    func readScript(_ node: YAMLNode, _ what: String, at place: ExpressionPlace = .step) -> Located<Template>? {
        guard let script = template(node, what, at: place) else { return nil }
        checkUntrusted(script.content, node)
        checkCommands(script.content, node)
        return script
    }
}

extension Located<ActionReference> {
    /// From which a step's id is made when its author gave none.
    fileprivate var idBase: String {
        switch content {
        case .docker(let image): image
        case .local: "self"
        case .remote(let owner, let repository, _, _): "\(owner)/\(repository)"
        case .builtIn(let action, _): action.rawValue.split(separator: "/").prefix(2).joined(separator: "/")
        }
    }
}
