import Artifacts
import Core
import Foundation
import Git
import Glibc
public import Store

extension Engine {
    /// Takes a repository in: checks that it can be read, makes the mirror, and takes the refs there are as known.
    ///
    /// - Throws: ``EngineError`` `conflict` when the name is taken; `GitError` when the URL is refused or cannot be read.
    @discardableResult
    public func addRepository(_ new: NewRepository) async throws -> RepositoryRecord {
        guard catalogue.record(named: new.name) == nil else {
            throw EngineError(.conflict, "there is a repository '\(new.name)' already")
        }
        let draft = RepositoryRecord(id: RepositoryID(0), new: new, createdAt: time.now())
        let state = try await Mirror.remoteReferences(new.url, credentials: draft.gitCredentials)
        let now = time.now()
        let id = try await store.write(durable: true) { writer in
            let id = try writer.addRepository(new, at: now)
            try writer.setDefaultBranch(id, state.defaultBranch?.branch)
            for (ref, target) in state.references { try writer.setRef(id, ref, target.object, at: now) }
            return id
        }
        try await catalogue.reload()
        try spool.open(id)
        feed.publish(.repository(id))
        if !state.references.isEmpty {
            _ = try await catalogue.mirror(id).fetch(from: new.url, credentials: draft.gitCredentials)
        }
        guard let record = catalogue.record(id) else {
            throw EngineError(.notFound, "the repository was removed meanwhile")
        }
        return record
    }

    /// Removes a repository with its history, mirror and logs. Its own files are not touched.
    ///
    /// - Throws: ``EngineError`` `notFound`; `conflict` while one of its runs is not over.
    public func removeRepository(named name: String) async throws {
        guard let record = catalogue.record(named: name) else {
            throw EngineError(.notFound, "no repository '\(name)'")
        }
        guard try await store.read({ try $0.runs(RunFilter(repository: record.id, isOpen: true), limit: 1) }).isEmpty
        else {
            throw EngineError(.conflict, "a run of '\(name)' is not over: cancel it first")
        }
        let runs = try await runs(of: record.id)
        let jobs = try await store.write(durable: true) { try $0.removeRepository(record.id) }
        try await catalogue.reload()
        for run in runs { try? ArtifactStore(storage).removeAll(of: run) }
        try? CacheStore(storage).removeAll(of: record.id)
        for job in jobs { try? FileManager.default.removeItem(atPath: "\(configuration.data.jobs)/\(job)") }
        for path in [catalogue.mirrorPath(record.id), catalogue.spoolPath(record.id)] {
            try? FileManager.default.removeItem(atPath: path)
        }
        feed.publish(.repository(record.id))
    }

    private func runs(of repository: RepositoryID) async throws -> [RunID] {
        var runs: [RunID] = []
        while true {
            let last = runs.last
            let page = try await store.read {
                try $0.runs(RunFilter(repository: repository), before: last, limit: 200)
            }
            runs += page.map(\.id)
            if page.isEmpty { return runs }
        }
    }

    /// Where a `post-receive` hook of this repository leaves its pushes.
    public func spoolPath(of repository: RepositoryRecord) -> String { catalogue.spoolPath(repository.id) }
}
