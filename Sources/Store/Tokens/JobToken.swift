public import Core

/// What a token of a job allows, as long as the attempt runs.
public struct JobToken: Hashable, Sendable {
    public var job: JobID
    public var attempt: Int
    public var run: RunID
    public var repository: RepositoryID
    /// `read` or `write` by scope; what is not listed is not allowed.
    public var permissions: [String: String]

    public init(
        job: JobID, attempt: Int, run: RunID, repository: RepositoryID, permissions: [String: String]
    ) {
        self.job = job
        self.attempt = attempt
        self.run = run
        self.repository = repository
        self.permissions = permissions
    }
}
