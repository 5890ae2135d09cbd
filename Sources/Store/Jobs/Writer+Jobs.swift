public import Core
import GRDB

extension Writer {
    /// Adds jobs to a run: those of its plan, or later the combinations of a matrix.
    ///
    /// - Throws: `conflict` when the run has a job with such a key.
    public func insertJobs(_ run: RunID, _ jobs: [NewJob]) throws -> [(key: String, id: JobID)] {
        guard !jobs.isEmpty else { return [] }
        let last: Int? = try first("SELECT max(position) AS last FROM jobs WHERE run = ?", [run.rawValue]) {
            try $0.optional("last")
        }.flatMap { $0 }
        let start = last.map { $0 + 1 } ?? 0
        return try jobs.enumerated().map { offset, job in
            (job.key, try insertJob(job, run: run, position: job.position ?? start + offset))
        }
    }

    private func insertJob(_ job: NewJob, run: RunID, position: Int) throws -> JobID {
        JobID(
            try insert(
                """
                INSERT INTO jobs
                    (run, key, job_id, name, position, state, conclusion, attempt, retries, tier, definition, reason,
                    continue_on_error, is_template, is_call, ready_at, finished_at, outputs, trace, planned)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?, ?)
                """,
                [
                    run.rawValue, job.key, job.jobID, job.name, position, job.state.rawValue,
                    job.conclusion?.rawValue, job.tier, job.definition, job.reason, job.continueOnError,
                    job.isTemplate, job.isCall, job.readyAt?.milliseconds, job.finishedAt?.milliseconds, job.trace,
                    job.planned
                ]))
    }

    /// - Throws: `notFound`; `refused` when state, conclusion and times do not fit together.
    public func save(_ job: JobUpdate) throws {
        try change(
            "job \(job.id)",
            """
            UPDATE jobs SET state = :state, conclusion = :conclusion, reason = :reason,
                trace = coalesce(:trace, trace), outputs = :outputs, continue_on_error = :continue_on_error,
                retries = :retries, ready_at = coalesce(:ready_at, ready_at), not_before = :not_before,
                started_at = iif(:state IN ('blocked', 'ready'), NULL, coalesce(:started_at, started_at)),
                finished_at = :finished_at, name = coalesce(:name, name), cancel_reason = :cancel_reason,
                definition = coalesce(:definition, definition), planned = coalesce(:planned, planned)
            WHERE id = :id
            """,
            [
                "id": job.id.rawValue, "state": job.state.rawValue, "conclusion": job.conclusion?.rawValue,
                "reason": job.reason, "trace": job.trace, "outputs": try JSONText.encode(job.outputs),
                "continue_on_error": job.continueOnError, "retries": job.retries,
                "ready_at": job.readyAt?.milliseconds, "not_before": job.notBefore?.milliseconds,
                "started_at": job.startedAt?.milliseconds, "finished_at": job.finishedAt?.milliseconds,
                "name": job.name, "cancel_reason": job.cancelReason, "definition": job.plan?.definition,
                "planned": job.plan?.planned
            ])
    }
}
