import Artifacts
import Core
import Foundation
import JobProtocol

/// What the cache actions have in common.
struct CacheRequest {
    let job: JobProcess
    let storage: JobPlan.Storage
    let store: CacheStore
    var paths: String
    var patterns: [PathPattern]
    var key: String
    var restoreKeys: [String]

    init(
        _ job: JobProcess, paths: String, key: String, restoreKeys: [String] = []
    ) throws {
        self.job = job
        storage = try job.storage()
        store = CacheStore(Storage(storage.path))
        self.paths = paths
        patterns = try PathPattern.lines(paths, workspace: job.workspace, home: job.home)
        guard patterns.contains(where: { !$0.isExclusion }) else {
            throw ActionFailure("the input 'path' names no path")
        }
        self.key = key
        self.restoreKeys = restoreKeys
        for key in [key] + restoreKeys { try CacheKey.check(key) }
        guard restoreKeys.count < 10 else { throw ActionFailure("there may be at most 10 keys, 'key' among them") }
    }

    /// As the inputs say.
    init(_ job: JobProcess) throws {
        try self.init(
            job, paths: try job.required("path"), key: try job.required("key"), restoreKeys: job.lines("restore-keys"))
    }

    /// A job's own folders lie somewhere else each time, and are the same to who names them.
    var version: String {
        let folders = [(job.workspace, "GITHUB_WORKSPACE"), (job.plan.workspace.temporary, "RUNNER_TEMP")]
        return CacheKey.version(
            paths: folders.reduce(paths) { $0.replacingOccurrences(of: $1.0, with: "$" + $1.1) })
    }

    /// - Parameter unpacks: false only looks.
    /// - Returns: nil when there is none.
    func restore(unpacks: Bool = true) throws -> CacheEntry? {
        guard
            let entry = try store.find(
                repository: storage.repository, refs: storage.cacheRefs, version: version, key: key,
                restoreKeys: restoreKeys)
        else { return nil }
        guard unpacks else { return entry }
        do {
            try store.restore(entry, patterns: patterns)
        } catch let error as ArtifactsError where error.code == .notFound || error.code == .corrupt {
            // It went while we looked, or is damaged: a cache may always be missing.
            job.warn("the cache '\(entry.key)' can't be used: \(error)")
            return nil
        }
        return entry
    }

    /// A cache that can't be saved makes no job fail.
    func save() throws {
        guard let ref = storage.cacheRefs.first, job.plan.source?.ref != nil else {
            return job.warn("a run without a branch or tag saves no cache")
        }
        let version = version
        guard !store.contains(repository: storage.repository, ref: ref, version: version, key: key) else {
            return job.say("There is a cache '\(key)' of \(ref) already; it stays as it is.")
        }
        do {
            let saved = try store.save(
                repository: storage.repository, ref: ref, version: version, key: key, patterns: patterns,
                quota: storage.cacheQuota, at: .now())
            job.say(
                saved.map { "Saved the cache '\(key)' (\($0.blob.size.bytes))." }
                    ?? "Another job has saved the cache '\(key)' meanwhile; that one stays.")
        } catch let error as ArtifactsError {
            job.warn("the cache '\(key)' was not saved: \(error)")
        }
    }
}

extension Int64 {
    /// For people.
    var bytes: String {
        var (value, units) = (Double(self), ["bytes", "KiB", "MiB", "GiB", "TiB"][...])
        while value >= 1024, units.count > 1 {
            value /= 1024
            units = units.dropFirst()
        }
        return value == value.rounded()
            ? "\(Int(value)) \(units[units.startIndex])"
            : "\((value * 10).rounded() / 10) \(units[units.startIndex])"
    }
}
