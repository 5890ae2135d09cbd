import Core
import GRDB

extension Reader {
    /// - Parameter digest: SHA-256 in hexadecimal digits.
    /// - Returns: nil when there is no such token, or its attempt is over.
    public func jobToken(digest: String) throws -> JobToken? {
        try first(
            """
            SELECT job_tokens.job, job_tokens.attempt, jobs.run, runs.repository, job_tokens.permissions
            FROM job_tokens JOIN jobs ON jobs.id = job_tokens.job JOIN runs ON runs.id = jobs.run
            WHERE job_tokens.digest = ? AND jobs.attempt = job_tokens.attempt
                AND jobs.state IN ('starting', 'running', 'finishing')
            """, [digest]
        ) { row in
            JobToken(
                job: try row.id("job"), attempt: try row.value("attempt"), run: try row.id("run"),
                repository: try row.id("repository"), permissions: try row.json("permissions"))
        }
    }
}
