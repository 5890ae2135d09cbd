public import Core

/// A run as lists show it.
public struct RunSummary: Hashable, Sendable {
    public var id: RunID
    public var number: Int
    /// The run's name.
    public var title: String
    public var repository: String
    /// Path of the workflow file.
    public var workflow: String
    public var workflowName: String
    public var ref: GitRef?
    public var sha: CommitSHA?
    public var state: RunState
    public var conclusion: Conclusion?
    public var createdAt: Timestamp
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?

    public init(
        id: RunID, number: Int, title: String, repository: String, workflow: String, workflowName: String,
        ref: GitRef?, sha: CommitSHA?, state: RunState, conclusion: Conclusion?, createdAt: Timestamp,
        startedAt: Timestamp?, finishedAt: Timestamp?
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.repository = repository
        self.workflow = workflow
        self.workflowName = workflowName
        self.ref = ref
        self.sha = sha
        self.state = state
        self.conclusion = conclusion
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }

    var mark: Mark { Mark(run: state, conclusion) }
}
