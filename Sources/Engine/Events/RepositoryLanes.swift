import Core
import Synchronization

/// One lane for each repository: who is in it works alone, and nobody enters before the pause after a failure is over.
final class RepositoryLanes: Sendable {
    private struct State {
        var taken: Set<RepositoryID> = []
        var closedUntil: [RepositoryID: Timestamp] = [:]
    }

    private let state = Mutex(State())

    /// - Returns: whether the caller is in the lane now and has to ``leave(_:)`` it.
    func enter(_ repository: RepositoryID, at now: Timestamp) -> Bool {
        state.withLock { state in
            if let until = state.closedUntil[repository], until > now { return false }
            return state.taken.insert(repository).inserted
        }
    }

    func leave(_ repository: RepositoryID) { state.withLock { _ = $0.taken.remove(repository) } }

    func close(_ repository: RepositoryID, until time: Timestamp) {
        state.withLock { $0.closedUntil[repository] = time }
    }

    func reopen(_ repository: RepositoryID) { state.withLock { $0.closedUntil[repository] = nil } }
}
