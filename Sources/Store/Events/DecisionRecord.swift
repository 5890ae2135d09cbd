public import Core

/// What one workflow did with an event.
public struct DecisionRecord: Hashable, Sendable, Codable {
    public var id: DecisionID
    public var event: EventID
    public var decision: Decision
    /// The run it started.
    public var run: RunID?

    public init(
        id: DecisionID, event: EventID, decision: Decision, run: RunID?
    ) {
        self.id = id
        self.event = event
        self.decision = decision
        self.run = run
    }
}
