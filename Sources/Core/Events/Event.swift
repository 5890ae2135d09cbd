/// Something that happened to a repository and may start workflows. Immutable once stored.
public struct Event: Hashable, Sendable, Codable {
    public var kind: EventKind
    public var repository: RepositoryID
    public var source: EventSource
    public var ref: GitRef?
    /// nil for a new ref.
    public var before: CommitSHA?
    /// The commit that workflows are read from and run on; nil for a deleted ref.
    public var after: CommitSHA?
    public var actor: String
    /// `github.event`: in GitHub's shape, whatever forge it came from.
    public var payload: Value
    /// Only this workflow file is meant (a dispatch names one); nil = all.
    public var workflow: String?
    public var receivedAt: Timestamp
    /// How many runs before this one set each other off, by `workflow_run` or with a job's token: 0 for an event from outside.
    public var chain: Int

    public init(
        kind: EventKind, repository: RepositoryID, source: EventSource, ref: GitRef?, before: CommitSHA? = nil,
        after: CommitSHA?, actor: String, payload: Value, workflow: String? = nil, receivedAt: Timestamp,
        chain: Int = 0
    ) {
        self.kind = kind
        self.repository = repository
        self.source = source
        self.ref = ref
        self.before = before
        self.after = after
        self.actor = actor
        self.payload = payload
        self.workflow = workflow
        self.receivedAt = receivedAt
        self.chain = chain
    }

    /// `github.event.inputs` of a dispatch.
    public var inputs: Value { payload["inputs"] ?? .emptyObject }
}
