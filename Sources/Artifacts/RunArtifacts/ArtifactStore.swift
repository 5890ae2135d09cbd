public import Core
import FoundationEssentials
import Glibc

/// Artifacts by run.
public struct ArtifactStore: Sendable {
    let storage: Storage

    public init(_ storage: Storage) {
        self.storage = storage
    }

    /// Who uploads.
    public struct Owner: Hashable, Sendable {
        public var repository: RepositoryID
        public var run: RunID
        public var runAttempt: Int
        public var job: JobID
        public var jobAttempt: Int

        public init(repository: RepositoryID, run: RunID, runAttempt: Int, job: JobID, jobAttempt: Int) {
            self.repository = repository
            self.run = run
            self.runAttempt = runAttempt
            self.job = job
            self.jobAttempt = jobAttempt
        }
    }

    /// - Parameters:
    ///   - level: of compression, 0 to 9.
    ///   - overwrite: an artifact of this name goes; without it there may be none, unless it is left from an earlier
    ///     attempt of the same run or job.
    public func upload(
        _ files: UploadFiles, name: String, owner: Owner, level: Int, overwrite: Bool, retention: Duration,
        at now: Timestamp
    ) throws -> ArtifactRecord {
        try ArtifactName.check(name)
        let blobs = BlobStore(storage: storage)
        // Before the work, so that a conflict is not found at its end; and again under the lock.
        if !overwrite { try refuseConflict(name, owner) }
        var size: Int64 = 0
        let draft = try blobs.draft { size = try Archive.pack(files.items, to: $0, level: level) }
        return try storage.locked {
            if !overwrite { try refuseConflict(name, owner) }
            let replaced = try all(of: owner.run).filter { $0.name == name }
            let record = ArtifactRecord(
                id: try storage.takeNumber(), repository: owner.repository, run: owner.run,
                runAttempt: owner.runAttempt, job: owner.job,
                jobAttempt: owner.jobAttempt, name: name, files: files.items.count, size: size, createdAt: now,
                expiresAt: now + retention, blob: draft.blob)
            let path = path(record.run, record.id)
            try Folders.make("\(storage.runs)/\(record.run)")
            try blobs.link(draft, to: path + ".blob")
            try Files.replace(path + ".json", with: Array(try JSONEncoder().encode(record)))
            for old in replaced { remove(old) }
            return record
        }
    }

    private func refuseConflict(_ name: String, _ owner: Owner) throws {
        guard
            let old = try all(of: owner.run).first(where: { $0.name == name && $0.runAttempt == owner.runAttempt }),
            old.job != owner.job || old.jobAttempt == owner.jobAttempt
        else { return }
        throw ArtifactsError(
            .conflict,
            "this run has an artifact '\(name)' already: choose another name, one for each job of a matrix, "
                + "or write 'overwrite: true'")
    }

    /// The artifacts of a run, the oldest first.
    ///
    /// - Parameter now: leaves out those that have expired and await their removal.
    public func all(of run: RunID, unexpiredAt now: Timestamp) throws -> [ArtifactRecord] {
        try all(of: run).filter { $0.expiresAt > now }
    }

    /// The artifacts of a run, the oldest first.
    public func all(of run: RunID) throws -> [ArtifactRecord] {
        let folder = "\(storage.runs)/\(run)"
        return try Folders.names(in: folder).filter { $0.hasSuffix(".json") }
            .compactMap { try? read("\(folder)/\($0)") }.sorted { $0.id < $1.id }
    }

    /// nil when there is none, or no longer.
    public func artifact(_ id: Int64, of run: RunID) throws -> ArtifactRecord? {
        try? read(path(run, id) + ".json")
    }

    /// Unpacks an artifact.
    ///
    /// - Parameter folder: made when missing.
    /// - Returns: how many files came out.
    @discardableResult
    public func download(_ record: ArtifactRecord, to folder: String) throws -> Int {
        let descriptor = try open(record)
        let target = try ArchiveFolder(folder)
        return try Archive.unpack(descriptor, name: "the artifact '\(record.name)'", allowsLinks: false) { entry in
            (target, try ArchiveFolder.parts(of: entry.name))
        }
    }

    /// The archive, checked against its digest.
    ///
    /// - Returns: a descriptor at its beginning, the caller's to close.
    public func open(_ record: ArtifactRecord) throws -> Int32 {
        try BlobStore(storage: storage).open(record.blob, at: path(record.run, record.id) + ".blob")
    }

    /// Removes what has expired, and what the death of a process left behind.
    public func sweep(at now: Timestamp) throws {
        for run in try Folders.names(in: storage.runs).compactMap(RunID.init) {
            let expired = try all(of: run).filter { $0.expiresAt <= now }
            guard !expired.isEmpty else { continue }
            try storage.locked {
                for record in expired { remove(record) }
                rmdir("\(storage.runs)/\(run)")
            }
        }
        for name in try Folders.names(in: storage.temporary) {
            let path = "\(storage.temporary)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            // Longer than anybody writes one archive.
            if now - Timestamp(milliseconds: Int64(status.st_mtim.tv_sec) * 1000) > .seconds(86400) { unlink(path) }
        }
    }

    public func removeAll(of run: RunID) throws {
        try storage.locked {
            for record in try all(of: run) { remove(record) }
            rmdir("\(storage.runs)/\(run)")
        }
    }

    /// Without the ending.
    private func path(_ run: RunID, _ id: Int64) -> String { "\(storage.runs)/\(run)/\(id)" }

    private func read(_ path: String) throws -> ArtifactRecord {
        try JSONDecoder().decode(ArtifactRecord.self, from: Data(try Files.read(path)))
    }

    /// The lock is held.
    private func remove(_ record: ArtifactRecord) {
        let path = path(record.run, record.id)
        unlink(path + ".json")
        unlink(path + ".blob")
        BlobStore(storage: storage).removeIfUnused(record.blob)
    }
}
