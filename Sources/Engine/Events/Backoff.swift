import Core
import Synchronization

/// Until when a repository is left alone after a failure.
final class Backoff: Sendable {
    private let times = Mutex<[RepositoryID: Timestamp]>([:])

    func until(_ repository: RepositoryID) -> Timestamp? { times.withLock { $0[repository] } }
    func set(_ repository: RepositoryID, _ until: Timestamp) { times.withLock { $0[repository] = until } }
    func clear(_ repository: RepositoryID) { times.withLock { $0[repository] = nil } }
}
