public import Core

/// A run's row. Its plan and its workflow's source are asked for separately: they are large.
public struct RunRecord: Hashable, Sendable, Codable {
    public var id: RunID
    /// Counts from 1 for each workflow of a repository.
    public var number: Int
    public var repository: RepositoryID
    public var workflowPath: String
    public var workflowName: String
    public var name: String
    public var event: EventID
    public var ref: GitRef?
    public var sha: CommitSHA?
    public var state: RunState
    public var conclusion: Conclusion?
    /// 2 and more: a person asked for it again.
    public var attempt: Int
    public var seed: UInt32
    public var diagnostics: [Diagnostic]
    public var reason: String?
    public var cancelRequestedAt: Timestamp?
    public var createdAt: Timestamp
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    /// The concurrency group it had to enter.
    public var concurrencyGroup: String?

    public init(
        id: RunID, number: Int, repository: RepositoryID, workflowPath: String, workflowName: String, name: String,
        event: EventID, ref: GitRef?, sha: CommitSHA?, state: RunState, conclusion: Conclusion?, attempt: Int,
        seed: UInt32, diagnostics: [Diagnostic], reason: String?, cancelRequestedAt: Timestamp?, createdAt: Timestamp,
        startedAt: Timestamp?, finishedAt: Timestamp?, concurrencyGroup: String? = nil
    ) {
        self.id = id
        self.number = number
        self.repository = repository
        self.workflowPath = workflowPath
        self.workflowName = workflowName
        self.name = name
        self.event = event
        self.ref = ref
        self.sha = sha
        self.state = state
        self.conclusion = conclusion
        self.attempt = attempt
        self.seed = seed
        self.diagnostics = diagnostics
        self.reason = reason
        self.cancelRequestedAt = cancelRequestedAt
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.concurrencyGroup = concurrencyGroup
    }
}
