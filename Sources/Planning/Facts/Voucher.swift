public import Core

/// The answer to a ``GateKey``: the nearest commit on this branch, or on its base, where the job passed.
public struct Voucher: Hashable, Sendable, Codable {
    public var commit: CommitSHA
    public var run: RunID
    /// The run's number, for people.
    public var number: Int
    /// Paths that differ between that commit and the event's.
    public var changed: PathIndex

    public init(commit: CommitSHA, run: RunID, number: Int, changed: PathIndex) {
        self.commit = commit
        self.run = run
        self.number = number
        self.changed = changed
    }
}
