public import Core

/// A run to be made for an event.
public struct NewRun: Hashable, Sendable {
    public var repository: RepositoryID
    public var workflowPath: String
    public var workflowName: String
    public var name: String
    public var ref: GitRef?
    public var sha: CommitSHA?
    public var attempt: Int
    public var seed: UInt32
    /// JSON.
    public var plan: String
    /// Names `workflowSource`: the text is kept once for all runs with this digest.
    public var sourceDigest: String
    public var workflowSource: String
    public var diagnostics: [Diagnostic]
    /// A run of an invalid workflow is born completed.
    public var conclusion: Conclusion?
    public var reason: String?
    public var jobs: [NewJob]
    /// What its workflows call.
    public var callees: [RunCallee]
    /// The concurrency group to enter.
    public var claim: GroupClaim?

    public init(
        repository: RepositoryID, workflowPath: String, workflowName: String, name: String, ref: GitRef?,
        sha: CommitSHA?, attempt: Int = 1, seed: UInt32, plan: String, sourceDigest: String, workflowSource: String,
        diagnostics: [Diagnostic] = [], conclusion: Conclusion? = nil, reason: String? = nil, jobs: [NewJob] = [],
        callees: [RunCallee] = [], claim: GroupClaim? = nil
    ) {
        self.repository = repository
        self.workflowPath = workflowPath
        self.workflowName = workflowName
        self.name = name
        self.ref = ref
        self.sha = sha
        self.attempt = attempt
        self.seed = seed
        self.plan = plan
        self.sourceDigest = sourceDigest
        self.workflowSource = workflowSource
        self.diagnostics = diagnostics
        self.conclusion = conclusion
        self.reason = reason
        self.jobs = jobs
        self.callees = callees
        self.claim = claim
    }
}
