import Core
import Workflows

/// Whether a workflow starts for an event, and with which inputs.
struct TriggerDecision {
    var decision: Decision
    /// The `inputs` context; empty for events that have none.
    var inputs: Value = .emptyObject

    init(_ decision: Decision, inputs: Value = .emptyObject) {
        self.decision = decision
        self.inputs = inputs
    }

    static func decide(_ event: Event, workflow: Workflow, changes: ChangedPaths?) -> TriggerDecision {
        func decision(_ verdict: Decision.Verdict, _ reason: String) -> Decision {
            Decision(workflow: workflow.path, verdict: verdict, reason: reason)
        }
        switch event.kind {
        case .push:
            guard let trigger = workflow.triggers.push else {
                return .init(decision(.ignored, workflow.notListening(to: event.kind)))
            }
            guard let ref = event.ref else { return .init(decision(.ignored, "the push names no reference")) }
            return .init(PushDecision(trigger: trigger, workflow: workflow.path, ref: ref, changes: changes).decide())
        case .workflowDispatch:
            guard let trigger = workflow.triggers.workflowDispatch else {
                guard event.workflow == nil else {
                    return .init(
                        decision(.refused, workflow.notListening(to: event.kind) + ", so it cannot be started by hand"))
                }
                return .init(decision(.ignored, workflow.notListening(to: event.kind)))
            }
            switch DispatchInputs(definitions: trigger.inputs).check(event.inputs) {
            case .accepted(let inputs):
                return .init(decision(.matched, "started by \(event.actor.quotedForPeople)"), inputs: inputs)
            case .refused(let reason, let input):
                return .init(
                    Decision(
                        workflow: workflow.path, verdict: .refused, reason: reason,
                        rule: input.map { "on.workflow_dispatch.inputs." + $0.content }
                            ?? "on.workflow_dispatch.inputs",
                        position: input?.position))
            }
        default:
            return .init(decision(.ignored, "no workflow can listen to \(event.kind.rawValue.quotedForPeople) here"))
        }
    }
}

extension Workflow {
    fileprivate func notListening(to kind: EventKind) -> String {
        var kinds: [EventKind] = []
        if triggers.push != nil { kinds.append(.push) }
        if triggers.workflowDispatch != nil { kinds.append(.workflowDispatch) }
        let listens = kinds.isEmpty ? "" : ", only to " + kinds.map(\.rawValue).joined(separator: " and ")
        return "it does not listen to \(kind)\(listens)"
    }
}
