public import Core

/// Where somebody that waits for a concurrency group stands.
public struct GroupPlace: Hashable, Sendable, Codable {
    /// 1 = the next one.
    public var position: Int
    /// The run that holds the group; nil for an instant between two holders.
    public var holder: RunID?

    public init(position: Int, holder: RunID?) {
        self.position = position
        self.holder = holder
    }
}
