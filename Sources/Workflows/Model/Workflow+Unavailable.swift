public import Core
import Expressions
import OrderedCollections

/// Parts of the language that are read and checked, and that this version can't carry out yet. The linter notes them;
/// what would have to use one fails with the same words: nothing that a file asks for is passed over in silence.
extension Workflow {
    /// What keeps a run of the workflow from starting at all.
    public var unavailable: [Diagnostic] {
        guard let retraining else { return [] }
        return [
            note(
                "'retrain' can't decide about a training yet, so a run of the workflow fails",
                help: "Remove it, and start the training by hand or by 'schedule'.", at: retraining.position)
        ]
    }

    /// Events that never come yet. The workflow's other events start it all the same.
    public var unavailableTriggers: [Diagnostic] {
        let data = triggers.data.map { ("data", $0.dataset.position) }
        let alerts = triggers.alert.map { ("alert", $0.position) }
        let models = triggers.model.map { ("model", $0.name.position) }
        return (data + alerts + models).map { kind, position in
            note(
                "no event of the kind '\(kind)' comes yet",
                help: "Start the workflow by 'repository_dispatch' from what notices the change.", at: position)
        }
    }

    /// What lets the job fail before its first step.
    public func unavailable(job id: String) -> [Diagnostic] {
        guard let job = jobs[id] else { return [] }
        var found: [Diagnostic] = []
        func add(_ what: String, _ help: String, _ position: SourcePosition?) {
            if let position {
                found.append(note("\(what) of the job '\(id)' \(Self.notYet)", help: help, at: position))
            }
        }
        add("'container'", "Run the container from a step.", job.container?.position)
        add("'services'", "Start the service from a step.", job.services?.position)
        add("'snapshot'", "Remove it.", job.snapshot?.position)
        add("'runs-on.group'", "Name the machines by 'labels'.", job.runnerGroup?.position)
        add("'test-report'", "Print the results from a step.", job.testReport?.first?.position)
        add("'resources'", "Choose a machine by 'runs-on'.", job.resources.values.first?.position)
        return found + job.steps.flatMap(unavailable)
    }

    private static let notYet = "can't be carried out yet, so the job fails"

    private func unavailable(_ step: StepDefinition) -> [Diagnostic] {
        switch step.work {
        case .run(_, let shell?, _):
            guard let name = shell.literal, ["cmd", "powershell"].contains(name) else { return [] }
            return [
                note(
                    "the shell '\(name)' is only on Windows, so the job fails", help: "Use bash, sh, python or pwsh.",
                    at: shell.position)
            ]
        case .uses(let action, _):
            switch action.content {
            case .docker:
                return [
                    note(
                        "the action '\(action.content)' needs containers, and they \(Self.notYet)",
                        help: "Run the container from a 'run:' step.", at: action.position)
                ]
            case .builtIn(let builtIn, _) where builtIn.isAnnounced:
                return [
                    note(
                        "the action '\(builtIn.rawValue)' \(Self.notYet)", help: "Do it from a 'run:' step.",
                        at: action.position)
                ]
            case .builtIn, .local, .remote: return []
            }
        case .parallel(let steps): return steps.flatMap(unavailable)
        case .run, .wait, .waitAll, .cancel: return []
        }
    }

    private func note(_ message: String, help: String, at position: SourcePosition) -> Diagnostic {
        Diagnostic(.note, rule: Rule.unavailable.rawValue, message, help: help, file: path, at: position)
    }
}
