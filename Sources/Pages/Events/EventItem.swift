public import Core

/// An event as lists show it.
public struct EventItem: Sendable {
    public var id: EventID
    public var kind: String
    public var repository: String
    public var ref: GitRef?
    public var before: CommitSHA?
    public var after: CommitSHA?
    public var actor: String
    /// The door it came in by, in words.
    public var source: String
    public var receivedAt: Timestamp
    /// `received`, `decided` or `failed`.
    public var state: String
    public var error: String?

    public init(
        id: EventID, kind: String, repository: String, ref: GitRef?, before: CommitSHA?, after: CommitSHA?,
        actor: String, source: String, receivedAt: Timestamp, state: String, error: String?
    ) {
        self.id = id
        self.kind = kind
        self.repository = repository
        self.ref = ref
        self.before = before
        self.after = after
        self.actor = actor
        self.source = source
        self.receivedAt = receivedAt
        self.state = state
        self.error = error
    }

    var mark: Mark {
        switch state {
        case "decided": Mark("success", "✓", state)
        case "failed": Mark("failure", "✕", state)
        default: Mark("queued", "○", state)
        }
    }
}
