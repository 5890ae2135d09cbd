import Core
import FoundationEssentials
import Planning
import Store
import Workflows

/// A plan together with the sources it was made from.
struct EventMaterial: Sendable {
    var plan: Plan
    /// Workflow source texts by path.
    var sources: [String: String]
    /// What the workflows call, and its source texts.
    var callees = Callees()
    var calleeSources: [CalleeID: String] = [:]
    /// Events that follow from this one, because a workflow listens to them.
    var further: [Event] = []

    /// An event that no workflow is asked about.
    static func refused(_ event: Event, because reason: String) -> EventMaterial {
        EventMaterial(
            plan: Plan(
                event: event, decisions: [Decision(workflow: nil, verdict: .refused, reason: reason)], runs: []),
            sources: [:])
    }

    /// The run that a decision starts, as rows; nil when it starts none.
    func run(for decision: Decision, repository: RepositoryID, seed: UInt32?) throws -> NewRun? {
        guard let path = decision.workflow, let run = plan.runs.first(where: { $0.workflow == path }) else {
            return nil
        }
        let encoder = JSONEncoder()
        let text = String(decoding: try encoder.encode(run), as: UTF8.self)
        return NewRun(
            repository: repository, workflowPath: run.workflow, workflowName: run.name, name: run.runName, ref: run.ref,
            sha: run.sha, seed: seed ?? UInt32.random(in: 0...UInt32.max), plan: text, sourceDigest: run.digest,
            workflowSource: sources[path] ?? "", diagnostics: run.diagnostics,
            conclusion: run.isInvalid ? .failure : nil,
            reason: run.isInvalid ? decision.reason : nil,
            jobs: try run.jobs.map { planned in
                try NewJob(planned: planned, job: RunMachine.Job(planned: planned), readyAt: nil, finishedAt: nil)
            },
            callees: run.callees.compactMap(callee), claim: run.claim)
    }

    private func callee(_ id: CalleeID) -> RunCallee? {
        guard case .file(let file)? = callees.entries[id], let source = calleeSources[id] else { return nil }
        return RunCallee(name: id.description, path: file.path, digest: file.digest, source: source)
    }
}
