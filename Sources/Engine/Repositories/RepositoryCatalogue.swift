public import Core
import Git
public import Store
import Synchronization

/// The repositories the engine knows, kept in memory beside the database, each with its mirror.
///
/// Every hook asks for them, so they are read once and again after each change.
public final class RepositoryCatalogue: Sendable {
    private struct State {
        var records: [RepositoryRecord] = []
        var mirrors: [RepositoryID: Mirror] = [:]
    }

    private let store: Store
    private let data: DataDirectory
    private let state = Mutex(State())

    init(store: Store, data: DataDirectory) {
        self.store = store
        self.data = data
    }

    /// Reads the records anew. Called at start and after each change.
    func reload() async throws {
        let records = try await store.read { try $0.repositories() }
        state.withLock { state in
            state.records = records
            let ids = Set(records.map(\.id))
            state.mirrors = state.mirrors.filter { ids.contains($0.key) }
        }
    }

    public var all: [RepositoryRecord] { state.withLock { $0.records } }

    public func record(_ id: RepositoryID) -> RepositoryRecord? {
        state.withLock { $0.records.first { $0.id == id } }
    }

    public func record(named name: String) -> RepositoryRecord? {
        state.withLock { $0.records.first { $0.name == name } }
    }

    /// The one mirror object of a repository: libgit2 wants one thread at a time, and the actor sees to that.
    func mirror(_ id: RepositoryID) -> Mirror {
        state.withLock { state in
            if let mirror = state.mirrors[id] { return mirror }
            let mirror = Mirror(at: mirrorPath(id))
            state.mirrors[id] = mirror
            return mirror
        }
    }

    func mirrorPath(_ id: RepositoryID) -> String { "\(data.mirrors)/\(id).git" }
    func spoolPath(_ id: RepositoryID) -> String { "\(data.spool)/\(id)" }
}
