import Core
import GRDB

extension Writer {
    /// Only the pass of the latest run is kept, whichever run ends last: a later run is of a later commit.
    public func recordPass(_ pass: PassRecord) throws {
        try execute(
            """
            INSERT INTO passes
                (repository, workflow_path, job_key, definition, ref, commit_sha, run, number, passed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET commit_sha = excluded.commit_sha, run = excluded.run, number = excluded.number,
                passed_at = excluded.passed_at
            WHERE excluded.number >= number
            """,
            [
                pass.repository.rawValue, pass.workflowPath, pass.jobKey, pass.definition, pass.ref.name,
                pass.commit.hex, pass.run.rawValue, pass.number, pass.at.milliseconds
            ])
    }
}
