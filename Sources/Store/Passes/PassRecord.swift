public import Core

/// A commit that vouches for a job: there it passed with this definition, on this branch or tag.
public struct PassRecord: Hashable, Sendable, Codable {
    public var repository: RepositoryID
    public var workflowPath: String
    public var jobKey: String
    public var definition: String
    public var ref: GitRef
    public var commit: CommitSHA
    public var run: RunID
    /// Of the run.
    public var number: Int
    public var at: Timestamp

    public init(
        repository: RepositoryID, workflowPath: String, jobKey: String, definition: String, ref: GitRef,
        commit: CommitSHA, run: RunID, number: Int, at: Timestamp
    ) {
        self.repository = repository
        self.workflowPath = workflowPath
        self.jobKey = jobKey
        self.definition = definition
        self.ref = ref
        self.commit = commit
        self.run = run
        self.number = number
        self.at = at
    }
}
