public import Expressions

/// `concurrency:` of a workflow or a job.
public struct Concurrency: Hashable, Sendable {
    /// What becomes of those that wait for the group.
    public enum Queue: String, Hashable, Sendable, Codable, CaseIterable {
        /// At most one waits: a newer one takes its place.
        case single
        /// They wait in the order of their events, up to GitHub's limit of 100.
        case max
    }

    /// Groups are compared without case.
    public var group: Located<Template>
    /// nil = false.
    public var cancelInProgress: Located<Template>?
    /// nil = ``Queue/single``.
    public var queue: Located<Queue>?

    public init(
        group: Located<Template>, cancelInProgress: Located<Template>? = nil, queue: Located<Queue>? = nil
    ) {
        self.group = group
        self.cancelInProgress = cancelInProgress
        self.queue = queue
    }
}
