public import Core

/// An event in a list: without its payload, which may be megabytes.
public struct EventSummary: Hashable, Sendable, Codable {
    public var id: EventID
    public var repository: RepositoryID
    public var kind: EventKind
    public var source: EventSource
    public var ref: GitRef?
    public var before: CommitSHA?
    public var after: CommitSHA?
    public var actor: String
    public var workflow: String?
    public var receivedAt: Timestamp
    public var state: EventState
    public var attempts: Int
    public var error: String?
    public var decidedAt: Timestamp?

    public init(
        id: EventID, repository: RepositoryID, kind: EventKind, source: EventSource, ref: GitRef?, before: CommitSHA?,
        after: CommitSHA?, actor: String, workflow: String?, receivedAt: Timestamp, state: EventState, attempts: Int,
        error: String?, decidedAt: Timestamp?
    ) {
        self.id = id
        self.repository = repository
        self.kind = kind
        self.source = source
        self.ref = ref
        self.before = before
        self.after = after
        self.actor = actor
        self.workflow = workflow
        self.receivedAt = receivedAt
        self.state = state
        self.attempts = attempts
        self.error = error
        self.decidedAt = decidedAt
    }
}
