import Synchronization

/// Whether a repository has been fetched since the events that share this came in: a burst of pushes is one fetch.
final class FetchMemory: Sendable {
    private let done = Atomic(false)

    var isDone: Bool {
        get { done.load(ordering: .acquiring) }
        set { done.store(newValue, ordering: .releasing) }
    }
}
