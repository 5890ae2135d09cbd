public import Core
import FoundationEssentials
import Glibc

/// Caches by repository, ref, paths and key.
public struct CacheStore: Sendable {
    let storage: Storage

    public init(_ storage: Storage) {
        self.storage = storage
    }

    /// The cache to restore, as GitHub chooses: for each ref in turn the one with exactly this key, else the newest whose
    /// key begins with it, and after that the same for each of the restore keys.
    ///
    /// - Parameter refs: the scopes that may be read, one's own first.
    public func find(
        repository: RepositoryID, refs: [String], version: String, key: String, restoreKeys: [String]
    ) throws -> CacheEntry? {
        for ref in refs {
            if let exact = try? read(record(repository, ref, version, key)), exact.key == key { return exact }
            let entries = try entries(repository, ref, version)
            for prefix in [key] + restoreKeys {
                let matching = entries.filter { $0.key.hasPrefix(prefix) }
                if let newest = matching.max(by: { $0.createdAt < $1.createdAt }) { return newest }
            }
        }
        return nil
    }

    /// Unpacks a cache where its patterns say, and notes that it was used.
    ///
    /// - Parameter patterns: those of `paths` that the version was made from; nothing that they don't choose is written.
    public func restore(_ entry: CacheEntry, patterns: [PathPattern]) throws {
        let path = record(entry.repository, entry.ref, entry.version, entry.key)
        let descriptor = try BlobStore(storage: storage).open(entry.blob, at: path + ".blob")
        // The moment of last use, for what has to go first.
        utimensat(AT_FDCWD, path + ".json", nil, 0)
        try CacheArchive(patterns: patterns).unpack(descriptor, name: "the cache '\(entry.key)'")
    }

    /// Whether there is one already: then nothing need be archived.
    public func contains(repository: RepositoryID, ref: String, version: String, key: String) -> Bool {
        access(record(repository, ref, version, key) + ".json", F_OK) == 0
    }

    /// Archives what the patterns choose. Of two that save one key the first wins.
    ///
    /// - Parameter quota: bytes that the repository's caches may have together; those least lately used go.
    /// - Returns: the new entry; nil when there is one already.
    /// - Throws: `notFound` when the patterns choose nothing; `tooLarge` when it alone is over the quota.
    public func save(
        repository: RepositoryID, ref: String, version: String, key: String, patterns: [PathPattern], quota: Int64,
        at now: Timestamp
    ) throws -> CacheEntry? {
        try CacheKey.check(key)
        let blobs = BlobStore(storage: storage)
        let items = try CacheArchive(patterns: patterns).items()
        guard !items.isEmpty else { throw ArtifactsError(.notFound, "there is nothing at the cache's paths") }
        // Caches are read more often than anything else: the fastest level.
        let draft = try blobs.draft { _ = try Archive.pack(items, to: $0, level: 1) }
        let blob = draft.blob
        let entry = CacheEntry(
            repository: repository, ref: ref, key: key, version: version, createdAt: now, blob: blob)
        return try storage.locked {
            guard blob.size <= quota else {
                throw ArtifactsError(
                    .tooLarge, "the cache has \(blob.size) bytes, more than the quota of \(quota) allows")
            }
            let path = record(repository, ref, version, key)
            guard access(path + ".json", F_OK) != 0 else { return nil }
            try Folders.make(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
            try blobs.link(draft, to: path + ".blob")
            try Files.replace(path + ".json", with: Array(try JSONEncoder().encode(entry)))
            try shrink(repository, to: quota, sparing: path)
            return entry
        }
    }

    /// All caches of a repository, the newest first.
    public func all(of repository: RepositoryID) throws -> [CacheEntry] {
        try records(of: repository).compactMap { try? read($0) }.sorted { $0.createdAt > $1.createdAt }
    }

    /// Removes all caches of a repository.
    public func removeAll(of repository: RepositoryID) throws {
        try storage.locked {
            for path in try records(of: repository) { remove(path) }
        }
    }

    // MARK: - Records

    private func folder(_ repository: RepositoryID) -> String { "\(storage.caches)/\(repository)" }

    /// Without the ending.
    private func record(_ repository: RepositoryID, _ ref: String, _ version: String, _ key: String) -> String {
        "\(folder(repository))/\(ref.digest)/\(version)/\(key.digest)"
    }

    private func read(_ path: String) throws -> CacheEntry {
        try JSONDecoder().decode(CacheEntry.self, from: Data(try Files.read(path + ".json")))
    }

    private func entries(_ repository: RepositoryID, _ ref: String, _ version: String) throws -> [CacheEntry] {
        let folder = "\(folder(repository))/\(ref.digest)/\(version)"
        return try Folders.names(in: folder).filter { $0.hasSuffix(".json") }
            .compactMap { try? read("\(folder)/\($0.dropLast(5))") }
    }

    private func records(of repository: RepositoryID) throws -> [String] {
        let root = folder(repository)
        var records: [String] = []
        for ref in try Folders.names(in: root) {
            for version in try Folders.names(in: "\(root)/\(ref)") {
                let folder = "\(root)/\(ref)/\(version)"
                records += try Folders.names(in: folder).filter { $0.hasSuffix(".json") }
                    .map { "\(folder)/\($0.dropLast(5))" }
            }
        }
        return records
    }

    /// Removes the least lately used until the rest fits. The lock is held.
    private func shrink(_ repository: RepositoryID, to quota: Int64, sparing new: String) throws {
        var known: [(path: String, used: Int, nanoseconds: Int, size: Int64)] = []
        for path in try records(of: repository) {
            var (used, blob) = (stat(), stat())
            guard lstat(path + ".json", &used) == 0, lstat(path + ".blob", &blob) == 0 else {
                remove(path)
                continue
            }
            known.append((path, used.st_mtim.tv_sec, used.st_mtim.tv_nsec, Int64(blob.st_size)))
        }
        var total = known.reduce(Int64(0)) { $0 + $1.size }
        for cache in known.sorted(by: { ($0.used, $0.nanoseconds) < ($1.used, $1.nanoseconds) })
        where total > quota && cache.path != new {
            remove(cache.path)
            total -= cache.size
        }
    }

    private func remove(_ path: String) {
        let blob = try? read(path).blob
        unlink(path + ".json")
        unlink(path + ".blob")
        if let blob { BlobStore(storage: storage).removeIfUnused(blob) }
    }
}
