public import Store

/// What an earlier life on the same data folder had not brought to an end.
public struct Leftovers: Sendable {
    /// Ended, or about to as soon as their supervisors are.
    public var runs: [RunRecord]
    /// Nobody had decided yet what they start; nobody will.
    public var events: Int

    public var isEmpty: Bool { runs.isEmpty && events == 0 }
}
