public import Core

/// The columns of a run that change; all are written.
public struct RunUpdate: Hashable, Sendable {
    public var id: RunID
    public var state: RunState
    public var conclusion: Conclusion?
    public var attempt: Int
    public var reason: String?
    public var cancelRequestedAt: Timestamp?
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?

    public init(
        id: RunID, state: RunState, conclusion: Conclusion?, attempt: Int, reason: String?,
        cancelRequestedAt: Timestamp?, startedAt: Timestamp?, finishedAt: Timestamp?
    ) {
        self.id = id
        self.state = state
        self.conclusion = conclusion
        self.attempt = attempt
        self.reason = reason
        self.cancelRequestedAt = cancelRequestedAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

extension RunUpdate {
    public init(_ record: RunRecord) {
        self.init(
            id: record.id, state: record.state, conclusion: record.conclusion, attempt: record.attempt,
            reason: record.reason, cancelRequestedAt: record.cancelRequestedAt, startedAt: record.startedAt,
            finishedAt: record.finishedAt)
    }
}
