public import Core
import OrderedCollections
public import Workflows

/// What happens to a job when everything it needs is over. Pure.
public enum Activation {
    public enum Outcome: Hashable, Sendable {
        /// Its `if`, or the `success()` that is implied, says no; or an earlier commit vouches for it.
        /// - Parameter reason: a clause for a person.
        case skip(reason: String)
        /// It did not start because the run was cancelled.
        case cancel(reason: String)
        case run(Prepared)
        /// The combinations of a matrix that had to wait. Each takes the place of the deferred job and is decided anew.
        case expand([PlannedJob])
        /// Another workflow is to run in its place: see ``CalledWorkflow``.
        case call(CallValues)
        /// What its author wrote has no value, or one that does not fit: the job has failed without having started.
        case fail(reason: String, position: SourcePosition?)
    }

    /// The values that a job which calls a workflow handed to it, whatever its `if` would say by now.
    public static func values(
        job: PlannedJob, workflow: Workflow, run: RunFacts, needs: [NeedResult]
    ) throws(PlanningError) -> CallValues {
        guard let definition = workflow.jobs[job.id], let call = definition.call else {
            throw PlanningError(.call, "\(workflow.path) has no job '\(job.id)' that calls a workflow", at: nil)
        }
        return try JobActivation(
            job: job, definition: definition, workflow: workflow, run: run,
            results: Dictionary(needs.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last }), isCancelled: false
        ).values(of: call)
    }

    /// - Parameters:
    ///   - workflow: as it was at the run's commit.
    ///   - needs: of every job that this one needs, and of those that they need: `success()` and `failure()` are about all
    ///     of them, as on GitHub. Others may be among them.
    ///   - cancelled: somebody cancelled the run.
    public static func decide(
        job: PlannedJob, workflow: Workflow, run: RunFacts, needs: [NeedResult], cancelled: Bool
    ) -> Outcome {
        guard let definition = workflow.jobs[job.id] else {
            return .fail(reason: "\(workflow.path) has no job '\(job.id)'", position: nil)
        }
        if let gate = job.gate, gate.voucher != nil { return .skip(reason: gate.reason) }
        let jobs = JobActivation(
            job: job, definition: definition, workflow: workflow, run: run,
            results: Dictionary(needs.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last }),
            isCancelled: cancelled)
        do throws(PlanningError) {
            return try jobs.decide()
        } catch {
            return .fail(reason: error.message, position: error.position)
        }
    }

    /// What the job's `if` was worth, as a whole and part by part, at the moment of ``decide(job:workflow:run:needs:cancelled:)``
    /// and from the same facts; without an `if`, what the implied `success()` was. Empty when it was not asked.
    public static func trace(
        job: PlannedJob, workflow: Workflow, run: RunFacts, needs: [NeedResult], cancelled: Bool
    ) -> [Operand] {
        guard job.gate?.voucher == nil, let definition = workflow.jobs[job.id] else { return [] }
        return JobActivation(
            job: job, definition: definition, workflow: workflow, run: run,
            results: Dictionary(needs.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last }),
            isCancelled: cancelled
        ).trace
    }
}
