public import Core

/// An event as a delivery tells of it, before the delivery has an id.
public struct ToldEvent: Hashable, Sendable, Codable {
    public var kind: EventKind
    public var ref: GitRef?
    /// nil for a new ref.
    public var before: CommitSHA?
    /// nil for a deleted ref.
    public var after: CommitSHA?
    public var actor: String
    /// nil: the delivery's body is the payload as it stands, and is kept once for both.
    public var payload: Value?

    public init(
        kind: EventKind, ref: GitRef?, before: CommitSHA?, after: CommitSHA?, actor: String, payload: Value?
    ) {
        self.kind = kind
        self.ref = ref
        self.before = before
        self.after = after
        self.actor = actor
        self.payload = payload
    }
}
