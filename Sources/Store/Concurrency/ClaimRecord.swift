public import Core

/// A member's place in its concurrency group, as long as it is in it.
public struct ClaimRecord: Hashable, Sendable {
    public var id: Int64
    public var member: GroupMember
    public var isHolding: Bool
    /// The member is to be ended, and this is why; what waits with a reason is no longer waited for.
    public var endReason: String?
    public var requestedAt: Timestamp

    public init(id: Int64, member: GroupMember, isHolding: Bool, endReason: String?, requestedAt: Timestamp) {
        self.id = id
        self.member = member
        self.isHolding = isHolding
        self.endReason = endReason
        self.requestedAt = requestedAt
    }
}
