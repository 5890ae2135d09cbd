public import Core

/// A time of a schedule that has come, and what became of it.
public struct DueTime: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// In time.
        case fired
        /// Made up for.
        case late
        case missed
    }

    public var schedule: ScheduleKey
    public var dueAt: Timestamp
    public var outcome: Outcome
    /// Why it was missed; nil otherwise.
    public var reason: String?
    /// What it started; nil when it was missed.
    public var event: EventID?
    /// The difference to `dueAt` is how late it was.
    public var decidedAt: Timestamp

    public init(
        schedule: ScheduleKey, dueAt: Timestamp, outcome: Outcome, reason: String? = nil, event: EventID? = nil,
        decidedAt: Timestamp
    ) {
        self.schedule = schedule
        self.dueAt = dueAt
        self.outcome = outcome
        self.reason = reason
        self.event = event
        self.decidedAt = decidedAt
    }
}
