/// What `concurrency:` came to: a run or a job wants a group for itself.
public struct GroupClaim: Hashable, Sendable, Codable {
    /// What becomes of those that wait.
    public enum Queue: String, Hashable, Sendable, Codable, CaseIterable {
        /// At most one waits: a newer one takes its place.
        case single
        /// All wait for their turn, up to ``GroupClaim/longestQueue``.
        case max
    }

    /// As on GitHub.
    public static let longestQueue = 100

    /// As its author wrote it.
    public var group: String
    public var cancelsInProgress: Bool
    public var queue: Queue

    public init(group: String, cancelsInProgress: Bool = false, queue: Queue = .single) {
        self.group = group
        self.cancelsInProgress = cancelsInProgress
        self.queue = queue
    }

    /// Groups are compared without case.
    public var key: String { group.lowercased() }
}
