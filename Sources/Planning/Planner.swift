public import Core
import Workflows

/// From an event, the workflow files of its commit and what history says to a plan. Pure: the server, the dry run, the
/// command line and the tests call the same function.
public enum Planner {
    public static func plan(
        event: Event, repository: RepositoryFacts, workflows: [WorkflowFile], facts: PlanFacts
    ) -> Plan {
        var plan = Plan(event: event, decisions: [], runs: [])
        if let decision = decideWithoutFiles(event, workflows, facts) {
            plan.decisions = [decision]
            return plan
        }
        let skip = SkipInstruction.find(in: event, headMessage: facts.headMessage)
        for file in workflows {
            let planning = FilePlanning(event: event, repository: repository, file: file, facts: facts, skip: skip)
            let (decision, run) = planning.plan()
            plan.decisions.append(decision)
            if let run { plan.runs.append(run) }
        }
        return plan
    }

    /// What is decided about the event as a whole.
    private static func decideWithoutFiles(
        _ event: Event, _ workflows: [WorkflowFile], _ facts: PlanFacts
    ) -> Decision? {
        guard let after = event.after, !after.isZero else {
            if let absence = facts.absence {
                return Decision(
                    workflow: nil, verdict: .ignored, reason: "\(absence), so there is no commit to run on")
            }
            let what = (event.ref?.tag == nil ? "branch " : "tag ") + (event.ref?.short.quotedForPeople ?? "")
            return Decision(
                workflow: nil, verdict: .ignored, reason: "\(what) was deleted, so there is no commit to run on")
        }
        if let name = event.workflow, !workflows.contains(where: { $0.isNamed(by: name) }) {
            let others = workflows.map(\.path).joined(separator: ", ")
            let there = others.isEmpty ? "there are no workflow files" : "there are \(others)"
            return Decision(
                workflow: nil, verdict: .refused,
                reason: "there is no workflow file '\(name.quotedForPeople)' at \(after.short); \(there)")
        }
        guard workflows.isEmpty else { return nil }
        return Decision(workflow: nil, verdict: .ignored, reason: "there are no workflow files at \(after.short)")
    }
}

extension PlannedJob {
    /// The question that the store answers for this job, also when it records that the job passed.
    public func gateKey(workflow: String) -> GateKey {
        GateKey(workflow: workflow, job: id, key: key, digest: digest)
    }
}
