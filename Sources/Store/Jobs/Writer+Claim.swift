public import Core
import GRDB

extension Writer {
    /// Takes ready jobs: of older runs first, in a run in the order of the workflow. Each is `starting` then, with a new
    /// attempt, and no other call gets it; its run is `running`.
    ///
    /// - Parameters:
    ///   - now: retries that wait until later are left.
    ///   - started: is told each run that begins by this.
    public func claimReady(
        limit: Int, at now: Timestamp, started: (RunID) throws -> Void = { _ in }
    ) throws -> [JobRecord] {
        let claimed = try all(
            """
            UPDATE jobs SET state = 'starting', attempt = attempt + 1, not_before = NULL, started_at = NULL
            WHERE id IN (
                SELECT id FROM jobs INDEXED BY jobs_ready
                WHERE state = 'ready' AND (not_before IS NULL OR not_before <= ?)
                ORDER BY run, position LIMIT ?)
            RETURNING \(Self.jobColumns)
            """, [now.milliseconds, Self.page(limit)], JobRecord.init(row:))
        for job in claimed {
            try execute(
                """
                INSERT INTO attempts (job, number, run_attempt, created_at)
                SELECT ?, ?, attempt, ? FROM runs WHERE id = ?
                """, [job.id.rawValue, job.attempt, now.milliseconds, job.run.rawValue])
            try execute(
                "UPDATE runs SET state = 'running', started_at = coalesce(started_at, ?) WHERE id = ? AND state = 'queued'",
                [now.milliseconds, job.run.rawValue])
            if database.changesCount > 0 { try started(job.run) }
        }
        // RETURNING promises no order.
        return claimed.sorted { ($0.run, $0.position, $0.id) < ($1.run, $1.position, $1.id) }
    }
}
