import Core
import Crypto
import Engine
import Foundation
import Git
import Store

/// The working tree that `anneal run` and `anneal plan` look at, with an engine's data folder kept for it in the cache.
struct LocalRepository: Sendable {
    var root: String
    var data: DataDirectory

    /// - Throws: exit code 2 when `path` is not in a git repository.
    init(containing path: String) throws {
        var folder = path.absolutePath
        while !FileManager.default.fileExists(atPath: folder + "/.git") {
            let parent = (folder as NSString).deletingLastPathComponent
            guard parent != folder else {
                throw Failure.couldNotRun(
                    "\(path) is not in a git repository: run 'git init' and commit something first")
            }
            folder = parent
        }
        root = folder
        data = DataDirectory(
            "\(Self.cache)/anneal/local/\((folder as NSString).lastPathComponent)-\(Self.digest(folder))")
    }

    /// `github.repository`: always with an owner, which actions split it by. That of the remote `origin` when a forge has
    /// it, else `local/FOLDER`.
    var name: String {
        let origin = (try? WorkingTreeRemote.url(of: "origin", in: root)) ?? nil
        return origin.flatMap(RemoteName.init)?.text ?? "local/" + (root as NSString).lastPathComponent
    }

    private static var cache: String {
        let environment = ProcessInfo.processInfo.environment
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache }
        return (environment["HOME"] ?? "/root") + "/.cache"
    }

    private static func digest(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(4).hexadecimal
    }

    /// The repository as the engine knows it, under a name.
    func record(_ engine: Engine, name: String, workflows: String) async throws -> RepositoryRecord {
        if let known = engine.catalogue.record(named: name) {
            if known.workflowsDirectory == workflows { return known }
            try await engine.removeRepository(named: name)
        }
        return try await engine.addRepository(
            NewRepository(
                name: name, url: root, forge: "git", webhookSecret: nil, credential: nil, workflowsDirectory: workflows)
        )
    }

    /// The event of the working tree as it is, uncommitted changes included.
    func prepare(_ engine: Engine, request: LocalRequest) async throws -> Event {
        let record = try await record(engine, name: name, workflows: request.workflows)
        let snapshot = try await engine.snapshot(of: root, repository: record)
        return try request.event(of: snapshot, repository: record)
    }
}
