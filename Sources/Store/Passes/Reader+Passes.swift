public import Core
import GRDB

extension Reader {
    /// The latest run in which the job passed with this definition, on this branch or tag.
    public func lastPass(
        _ repository: RepositoryID, workflowPath: String, jobKey: String, definition: String, ref: GitRef
    ) throws -> PassRecord? {
        try first(
            """
            SELECT repository, workflow_path, job_key, definition, ref, commit_sha, run, number, passed_at FROM passes
            WHERE repository = ? AND workflow_path = ? AND job_key = ? AND definition = ? AND ref = ?
            """, [repository.rawValue, workflowPath, jobKey, definition, ref.name], PassRecord.init(row:))
    }
}

extension PassRecord {
    init(row: Row) throws {
        guard let ref = try row.ref("ref"), let commit = try row.sha("commit_sha") else {
            throw Row.damage("commit_sha")
        }
        self.init(
            repository: try row.id("repository"), workflowPath: try row.value("workflow_path"),
            jobKey: try row.value("job_key"), definition: try row.value("definition"), ref: ref, commit: commit,
            run: try row.id("run"), number: try row.value("number"), at: try row.time("passed_at"))
    }
}
