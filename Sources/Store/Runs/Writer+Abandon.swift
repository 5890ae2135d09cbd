public import Core
import GRDB

extension Writer {
    /// Ends a run that nobody can carry on: it failed, and what of it is not over could not be set up.
    ///
    /// - Returns: whose turn it is now in the concurrency groups that it held.
    public func abandonRun(_ run: RunID, because diagnostic: Diagnostic, at now: Timestamp) throws -> [ClaimRecord] {
        let attempts: [(JobID, Int)] = try all(
            """
            SELECT attempts.job, attempts.number FROM jobs JOIN attempts ON attempts.job = jobs.id
            WHERE jobs.run = ? AND attempts.conclusion IS NULL
            """, [run.rawValue]
        ) { (try $0.id("job"), try $0.value("number")) }
        for (job, number) in attempts {
            try finish(job, number, .setupFailure, reason: diagnostic.message, exitCode: nil, at: now)
        }
        try execute(
            """
            UPDATE jobs SET state = 'completed', conclusion = 'setup_failure', reason = ?, finished_at = ?,
                not_before = NULL, cancel_reason = NULL
            WHERE run = ? AND state <> 'completed'
            """, [diagnostic.message, now.milliseconds, run.rawValue])
        try change(
            "run \(run)",
            """
            UPDATE runs SET state = 'completed', conclusion = 'failure', reason = ?, finished_at = ?,
                started_at = coalesce(started_at, ?), diagnostics = json_insert(diagnostics, '$[#]', json(?))
            WHERE id = ?
            """,
            [
                diagnostic.message, now.milliseconds, now.milliseconds, try JSONText.encode(diagnostic), run.rawValue
            ])
        return try claims(of: run).compactMap { try leaveGroup($0.member) }
    }
}
