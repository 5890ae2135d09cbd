public import Core
import GRDB

extension Writer {
    /// Ends an attempt that no supervisor ended. One that is over stays as it is.
    public func endAttempt(
        job: JobID, attempt: Int, conclusion: Conclusion, reason: String?, exitCode: Int? = nil, at now: Timestamp
    ) throws {
        guard try self.attempt(attempt, of: job) != nil else {
            throw StoreError(.notFound, "job \(job) has no attempt \(attempt)")
        }
        try finish(job, attempt, conclusion, reason: reason, exitCode: exitCode, at: now)
    }

    /// A conclusion, once there, is never changed.
    func finish(
        _ job: JobID, _ attempt: Int, _ conclusion: Conclusion, reason: String?, exitCode: Int?, at now: Timestamp
    ) throws {
        try execute(
            """
            UPDATE attempts SET conclusion = ?, reason = ?, exit_code = ?, finished_at = ?
            WHERE job = ? AND number = ? AND conclusion IS NULL
            """, [conclusion.rawValue, reason, exitCode, now.milliseconds, job.rawValue, attempt])
        try deleteJobTokens(job: job, attempt: attempt)
        // Nobody will tell how a step ended that was running still.
        try execute(
            """
            UPDATE steps SET outcome = 'lost', conclusion = 'lost', finished_at = ?
            WHERE job = ? AND attempt = ? AND finished_at IS NULL
            """, [now.milliseconds, job.rawValue, attempt])
    }
}
