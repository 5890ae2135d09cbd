public import Core

/// An event and how far it got.
public struct EventRecord: Hashable, Sendable, Codable {
    public var id: EventID
    public var event: Event
    public var state: EventState
    /// Tries to decide it that failed.
    public var attempts: Int
    /// Why the last try failed.
    public var error: String?
    public var decidedAt: Timestamp?

    public init(
        id: EventID, event: Event, state: EventState, attempts: Int, error: String?, decidedAt: Timestamp?
    ) {
        self.id = id
        self.event = event
        self.state = state
        self.attempts = attempts
        self.error = error
        self.decidedAt = decidedAt
    }
}
