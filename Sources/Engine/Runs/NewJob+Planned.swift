import Core
import FoundationEssentials
import Planning
public import Store
import Workflows

extension NewJob {
    /// The row of a job that is not there yet, in the state that its machine is in.
    init(
        planned: PlannedJob, job: RunMachine.Job, trace: String? = nil, readyAt: Timestamp?, finishedAt: Timestamp?
    ) throws {
        self.init(
            key: planned.key, jobID: planned.id, name: planned.name, state: job.state, conclusion: job.conclusion,
            tier: planned.tier?.rawValue, definition: planned.digest,
            planned: String(decoding: try JSONEncoder().encode(planned), as: UTF8.self), reason: job.reason,
            trace: trace, continueOnError: job.continuesOnError, isTemplate: planned.isDeferred,
            isCall: job.isCall, readyAt: readyAt,
            finishedAt: finishedAt)
    }
}

extension JobRecord {
    /// A matrix that has been replaced by its combinations: kept for the record, shown to nobody.
    public var isReplaced: Bool { isTemplate && state == .completed && conclusion == .success }
}
