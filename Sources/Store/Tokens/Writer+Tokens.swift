public import Core
import GRDB

extension Writer {
    /// An attempt may have several: one for each time that somebody tried to start it. They go when it ends.
    public func insertJobToken(
        digest: String, job: JobID, attempt: Int, permissions: [String: String], at now: Timestamp
    ) throws {
        try execute(
            "INSERT INTO job_tokens (digest, job, attempt, permissions, created_at) VALUES (?, ?, ?, ?, ?)",
            [digest, job.rawValue, attempt, try JSONText.encode(permissions), now.milliseconds])
    }

    func deleteJobTokens(job: JobID, attempt: Int) throws {
        try execute("DELETE FROM job_tokens WHERE job = ? AND attempt = ?", [job.rawValue, attempt])
    }
}
