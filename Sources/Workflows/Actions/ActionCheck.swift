public import Core
import Expressions
import OrderedCollections

/// Whether the actions that workflows use can be had, found out without a network: remote ones by the lock, the
/// repository's own by their manifests.
public struct ActionCheck: Sendable {
    let lock: ActionLock
    let local: LocalActions

    public init(lock: ActionLock, local: LocalActions) {
        self.lock = lock
        self.local = local
    }

    public func findings(in workflow: Workflow) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for job in workflow.jobs.values {
            if case .remote(let owner, let repository, _, let ref)? = job.call?.reference.content,
                let position = job.call?.reference.position
            {
                let entry = ActionLock.Entry(owner: owner, repository: repository, ref: ref)
                let name = job.call?.reference.content.description ?? entry.description
                findings += checkLocked(entry, "the workflow '\(name)'", workflow.path, position)
            }
            let steps = job.steps.flatMap(\.flattened)
            for (index, step) in steps.enumerated() {
                guard let action = step.action else { continue }
                switch action.content {
                case .builtIn, .docker: continue
                case .remote(let owner, let repository, _, let ref):
                    let entry = ActionLock.Entry(owner: owner, repository: repository, ref: ref)
                    findings += checkLocked(entry, "the action '\(action.content)'", workflow.path, action.position)
                case .local(let path):
                    findings += checkLocal(path, before: steps[..<index], step, action, workflow.path)
                }
            }
        }
        return findings
    }

    private func checkLocked(
        _ entry: ActionLock.Entry, _ what: String, _ file: String, _ position: SourcePosition
    ) -> [Diagnostic] {
        guard entry.isFetchable else {
            return [
                Diagnostic(
                    rule: Rule.missingAction.rawValue, "\(what) can't be fetched from anywhere",
                    help:
                        "Owner and repository are made of letters, digits and '-_.'; the version is a tag, a branch or a commit.",
                    file: file, at: position)
            ]
        }
        guard CommitSHA(entry.ref) == nil, lock[entry] == nil else { return [] }
        return [
            Diagnostic(
                rule: Rule.actionLock.rawValue, "\(what) has no commit in \(ActionLock.path)",
                help: "Run 'anneal actions lock' and commit the file, or write the whole commit behind the '@'.",
                file: file, at: position)
        ]
    }

    private func checkLocal(
        _ path: String, before earlier: ArraySlice<StepDefinition>, _ step: StepDefinition,
        _ action: Located<ActionReference>, _ file: String
    ) -> [Diagnostic] {
        func refuse(_ message: String, _ help: String) -> [Diagnostic] {
            [Diagnostic(rule: Rule.missingAction.rawValue, message, help: help, file: file, at: action.position)]
        }
        var chain: [String] = []
        switch local.manifests[path] {
        case nil, .missing:
            // What a step before brings into the workspace, only a run can tell.
            guard !earlier.contains(where: { $0.mayMake(path) }) else { return [] }
            return refuse(
                "'\(action.content)' has no action.yml in the repository",
                "Name the folder of one, as seen from the repository's root.")
        case .broken(let errors):
            let first = errors.first.map { " (line \($0.position.line): \($0.message))" } ?? ""
            return refuse(
                "the manifest of '\(action.content)' has an error\(first)", "Mend \(errors.first?.file ?? path).")
        case .found(let definition):
            return absence(before: earlier, action, file) + nested(definition, &chain, path, action, file)
                + inputs(of: definition, step, file) + injections(into: definition, step, action, file)
        }
    }

    /// What a stranger wrote and the action puts into a script of its own.
    private func injections(
        into definition: ActionDefinition, _ step: StepDefinition, _ action: Located<ActionReference>, _ file: String
    ) -> [Diagnostic] {
        guard case .uses(_, let given) = step.work else { return [] }
        var open: Set<String> = []
        let names = scriptInputs(of: definition, &open)
        return given.compactMap { entry in
            guard names.contains(entry.name.content.lowercased()), let (source, verdict) = entry.value.content.untrusted
            else { return nil }
            return Diagnostic(
                verdict == .text ? .error : .warning, rule: Rule.untrustedInput.rawValue,
                "'\(UntrustedInput.name(of: source))' \(verdict.described), and '\(action.content)' makes it a part of a "
                    + "script",
                help: "Let \(definition.path) pass the input through 'env:', and use the variable in the script.",
                file: file, at: entry.value.position)
        }
    }

    /// - Parameter open: actions that are being looked at, so that a circle of them ends.
    private func scriptInputs(of definition: ActionDefinition, _ open: inout Set<String>) -> Set<String> {
        guard case .composite(let steps) = definition.runs, open.insert(definition.path).inserted else { return [] }
        return ScriptInputs.names(of: steps) { action in
            guard case .local(let path) = action, case .found(let inner)? = local.manifests[path] else { return [] }
            return scriptInputs(of: inner, &open)
        }
    }

    /// What composite actions use in turn.
    private func nested(
        _ definition: ActionDefinition, _ chain: inout [String], _ path: String, _ action: Located<ActionReference>,
        _ file: String
    ) -> [Diagnostic] {
        guard case .composite(let steps) = definition.runs else {
            guard case .docker = definition.runs else { return [] }
            return [containers("./\(path)", file, action.position)]
        }
        guard !chain.contains(path) else {
            let circle = (chain.drop { $0 != path } + [path]).map { "./\($0)" }.joined(separator: " uses ")
            return [
                Diagnostic(
                    rule: Rule.missingAction.rawValue, "actions use each other in a circle: \(circle)",
                    help: "Take one of them out.", file: file, at: action.position)
            ]
        }
        chain.append(path)
        defer { chain.removeLast() }
        guard chain.count <= LocalActions.deepest else {
            return [
                Diagnostic(
                    rule: Rule.limit.rawValue, "composite actions are more than \(LocalActions.deepest) deep",
                    help: "Use what the inner ones do directly.", file: file, at: action.position)
            ]
        }
        var findings: [Diagnostic] = []
        for step in steps {
            guard let inner = step.action else { continue }
            switch inner.content {
            case .remote(let owner, let repository, _, let ref):
                let entry = ActionLock.Entry(owner: owner, repository: repository, ref: ref)
                findings += checkLocked(entry, "the action '\(inner.content)'", definition.path, inner.position)
            case .local(let next):
                guard case .found(let definition)? = local.manifests[next] else { continue }
                findings += nested(definition, &chain, next, action, file)
            case .docker: findings.append(containers(inner.content.description, definition.path, inner.position))
            case .builtIn: continue
            }
        }
        return findings
    }

    private func containers(_ action: String, _ file: String, _ position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .note, rule: Rule.unavailable.rawValue,
            "the action '\(action)' needs containers, and they can't be carried out yet, so the job fails",
            help: "Run the container from a 'run:' step.", file: file, at: position)
    }

    /// A job begins with an empty workspace, which is forgotten by everybody once.
    private func absence(
        before earlier: ArraySlice<StepDefinition>, _ action: Located<ActionReference>, _ file: String
    ) -> [Diagnostic] {
        guard !earlier.contains(where: \.mayFill) else { return [] }
        return [
            Diagnostic(
                .warning, rule: Rule.missingAction.rawValue,
                "no step before brings '\(action.content)' into the workspace",
                help: "Put 'uses: actions/checkout@v4' before it.", file: file, at: action.position)
        ]
    }

    /// Misspelt inputs do nothing, and missing ones are found when it is too late.
    private func inputs(of definition: ActionDefinition, _ step: StepDefinition, _ file: String) -> [Diagnostic] {
        guard case .uses(let action, let given) = step.work else { return [] }
        let known = definition.inputs.map(\.name.content)
        var findings: [Diagnostic] = []
        for input in given where !input.isInsertion {
            let name = input.name.content
            guard !known.contains(where: { $0.lowercased() == name.lowercased() }) else { continue }
            let near = Suggestion.nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
            findings.append(
                Diagnostic(
                    rule: Rule.undefinedInput.rawValue, "'\(action.content)' has no input '\(name)'",
                    help: near ?? "Remove it, or declare it in \(definition.path).", file: file,
                    at: input.name.position))
        }
        guard !given.contains(where: \.isInsertion) else { return findings }
        let names = Set(given.map { $0.name.content.lowercased() })
        for input in definition.inputs where input.isRequired && input.defaultValue == nil {
            let name = input.name.content
            guard !names.contains(name.lowercased()) else { continue }
            findings.append(
                Diagnostic(
                    .warning, rule: Rule.missingInput.rawValue, "'\(action.content)' needs the input '\(name)'",
                    help: "Add '\(name)' under 'with'; without it the action sees an empty text.", file: file,
                    at: action.position))
        }
        return findings
    }
}

extension StepDefinition {
    /// Whether it could put anything into the workspace that a repository holds.
    fileprivate var mayFill: Bool {
        switch work {
        case .run: return true
        case .uses(let action, _):
            guard case .builtIn(let builtIn, _) = action.content else { return true }
            switch builtIn {
            case .saveCache, .uploadArtifact, .setupPython, .setupUV: return false
            default: return true
            }
        case .parallel(let steps): return steps.contains(where: \.mayFill)
        case .wait, .waitAll, .cancel: return false
        }
    }

    /// Whether it could put an action at this path of the workspace.
    fileprivate func mayMake(_ path: String) -> Bool {
        switch work {
        case .run(let script, _, _):
            guard let first = path.split(separator: "/").first else { return true }
            return script.text.contains(first)
        case .uses(let action, let with):
            guard case .builtIn(.checkout, _) = action.content else { return true }
            return with.contains { ["path", "repository", "ref"].contains($0.name.content.lowercased()) }
        case .parallel(let steps): return steps.contains { $0.mayMake(path) }
        case .wait, .waitAll, .cancel: return false
        }
    }
}
