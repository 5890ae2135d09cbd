import Core
import Git
import Store

/// Knows which repositories on this machine have not changed since their refs were last found to be as we know them, by
/// looks at their folders alone, all of them in one go: hundreds cost next to nothing.
actor QuietRepositories {
    private struct Quiet {
        var stamp: RefStamp
        var since: Timestamp
    }

    /// Even a repository that looks the same is read so often: a delivery may have told of a move that never was.
    private static let longest: Duration = .seconds(60)

    private let executor = BlockingExecutor(label: "anneal.quiet-repositories")
    private var quiet: [RepositoryID: Quiet] = [:]
    private var seen: [RepositoryID: RefStamp] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Returns: those whose refs have to be read.
    func restless(among repositories: [RepositoryRecord], at now: Timestamp) -> [RepositoryRecord] {
        repositories.filter { repository in
            seen[repository.id] = repository.isLocal ? RefStamp(of: repository.url, at: now) : nil
            guard let known = quiet[repository.id], known.stamp == seen[repository.id] else { return true }
            return now - known.since >= Self.longest
        }
    }

    /// The refs, read after the last look, are as we know them.
    func settle(_ repository: RepositoryID, at now: Timestamp) {
        quiet[repository] = seen[repository].map { Quiet(stamp: $0, since: now) }
    }

    func forget(allBut repositories: Set<RepositoryID>) {
        quiet = quiet.filter { repositories.contains($0.key) }
        seen = seen.filter { repositories.contains($0.key) }
    }
}
