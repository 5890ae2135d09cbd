import Core
import OrderedCollections
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

    static func decide(
        _ event: Event, workflow: Workflow, facts: PlanFacts, skip: SkipInstruction?
    ) -> TriggerDecision {
        var made = byTrigger(event, workflow: workflow, changes: facts.changes)
        guard made.decision.verdict == .matched else { return made }
        if let skip {
            return .init(
                Decision(
                    workflow: workflow.path, verdict: .filtered, reason: "the commit's message says '\(skip.text)'"))
        }
        if let place = facts.place { made.decision.reason += "; runs " + place }
        if facts.withholdsSecrets {
            made.decision.reason += "; secrets are not handed to a pull request from a fork"
        }
        return made
    }

    private static func byTrigger(_ event: Event, workflow: Workflow, changes: ChangedPaths?) -> TriggerDecision {
        let (path, triggers) = (workflow.path, workflow.triggers)
        func decision(_ verdict: Decision.Verdict, _ reason: String) -> Decision {
            Decision(workflow: path, verdict: verdict, reason: reason)
        }
        func notListening(_ verdict: Decision.Verdict = .ignored) -> TriggerDecision {
            .init(decision(verdict, workflow.notListening(to: event.kind)))
        }
        switch event.kind {
        case .push:
            guard let trigger = triggers.push else { return notListening() }
            guard let ref = event.ref else { return .init(decision(.ignored, "the push names no reference")) }
            return .init(PushDecision(trigger: trigger, workflow: path, ref: ref, changes: changes).decide())
        case .pullRequest, .pullRequestTarget:
            let trigger = event.kind == .pullRequest ? triggers.pullRequest : triggers.pullRequestTarget
            guard let trigger else { return notListening() }
            return .init(PullRequestDecision(trigger: trigger, event: event, workflow: path, changes: changes).decide())
        case .workflowDispatch: return dispatch(event, workflow)
        case .workflowRun:
            guard let trigger = triggers.workflowRun else { return notListening() }
            return .init(WorkflowRunDecision(trigger: trigger, event: event, workflow: path).decide())
        case .repositoryDispatch:
            guard let trigger = triggers.repositoryDispatch else { return notListening() }
            let check = FilterCheck(trigger: "on.repository_dispatch", workflow: path)
            switch check.byType(event.action, types: trigger.types, fallback: nil) {
            case .failure(let refusal): return .init(refusal.decision)
            case .success(let reason):
                let sender = "dispatched by \(event.actor.quotedForPeople)"
                return .init(decision(.matched, [sender, reason].compactMap { $0 }.joined(separator: ", ")))
            }
        case .schedule:
            guard !triggers.schedule.isEmpty else { return notListening() }
            return .init(ScheduleDecision(triggers: triggers.schedule, event: event, workflow: path).decide())
        default:
            guard let trigger = triggers.activities[event.kind] else { return notListening() }
            return .init(ActivityDecision(trigger: trigger, event: event, workflow: path).decide())
        }
    }

    private static func dispatch(_ event: Event, _ workflow: Workflow) -> TriggerDecision {
        func decision(_ verdict: Decision.Verdict, _ reason: String) -> Decision {
            Decision(workflow: workflow.path, verdict: verdict, reason: reason)
        }
        guard let trigger = workflow.triggers.workflowDispatch else {
            let reason = workflow.notListening(to: event.kind)
            guard event.workflow == nil else {
                return .init(decision(.refused, reason + ", so it cannot be started by hand"))
            }
            return .init(decision(.ignored, reason))
        }
        switch DispatchInputs(definitions: trigger.inputs).check(event.inputs) {
        case .accepted(let inputs):
            return .init(decision(.matched, "started by \(event.actor.quotedForPeople)"), inputs: inputs)
        case .refused(let reason, let input):
            return .init(
                Decision(
                    workflow: workflow.path, verdict: .refused, reason: reason,
                    rule: input.map { "on.workflow_dispatch.inputs." + $0.content } ?? "on.workflow_dispatch.inputs",
                    position: input?.position))
        }
    }
}

extension Workflow {
    fileprivate func notListening(to kind: EventKind) -> String {
        var names = triggers.kinds.map(\.rawValue)
        if triggers.workflowCall != nil { names.append("calls of other workflows") }
        guard let last = names.popLast() else { return "it does not listen to \(kind)" }
        let listed = names.isEmpty ? last : names.joined(separator: ", ") + " and " + last
        return "it does not listen to \(kind), only to \(listed)"
    }
}
