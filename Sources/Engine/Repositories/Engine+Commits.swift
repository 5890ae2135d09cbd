public import Core
import Git
public import Store

extension Engine {
    /// Takes a commit of a repository on this machine into the mirror, wherever it lies there.
    ///
    /// - Throws: ``EngineError`` `notFound` when that repository does not have it.
    public func bring(_ commit: CommitSHA, of repository: RepositoryRecord, from path: String) async throws {
        let mirror = catalogue.mirror(repository.id)
        _ = try await mirror.fetch(from: repository.url)
        guard try await mirror.bring(commit, from: path) else {
            throw EngineError(.notFound, "commit \(commit) is not in \(path): 'git fetch' may bring it")
        }
    }
}
