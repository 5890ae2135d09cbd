import CLibGit2
import Core
import Glibc

/// Makes a workspace hold the files of a commit, touching only what differs.
struct TreeWriter {
    let repository: Repository
    let commit: ObjectID
    let clean: Bool
    let sparse: SparseRules?
    let index: OpaquePointer
    private(set) var report: CheckoutReport

    init(repository: Repository, commit: ObjectID, clean: Bool, sparse: SparseRules? = nil, index: OpaquePointer) {
        (self.repository, self.commit, self.clean, self.sparse, self.index) = (repository, commit, clean, sparse, index)
        report = CheckoutReport(commit: commit.sha)
    }

    /// - Parameters:
    ///   - previous: what the last checkout put there: tracked then and not now means gone.
    ///   - hasAttributes: whether this folder or one above it has a `.gitattributes`.
    mutating func write(
        _ plan: TreePlan, previous: TreePlan?, into directory: Directory, at path: GitPath = GitPath(""),
        hasAttributes: Bool = false
    ) throws {
        let hasAttributes = hasAttributes || plan.hasAttributes
        if clean {
            try removeUntracked(plan, in: directory, isRoot: path.bytes.isEmpty)
        } else if let previous {
            try removeStale(plan, previous: previous, in: directory)
        }
        for entry in plan.entries {
            let name = GitPath(bytes: entry.name)
            let inner = path.appending(entry.name)
            guard isLaidOut(entry, at: inner) else {
                try directory.remove(name)
                try skip(entry, at: inner)
                continue
            }
            switch entry.mode {
            case .tree:
                let folder = try directory.makeFolder(name)
                try write(
                    entry.folder ?? .empty(), previous: previous?.entry(named: entry.name)?.folder, into: folder,
                    at: inner, hasAttributes: hasAttributes)
            case .submodule:
                _ = try directory.makeFolder(name)
                report.submodules.append(inner)
                try record(inner, entry, status: nil)
            case .symbolicLink:
                try record(inner, entry, status: try link(entry, name, in: directory))
            case .file, .executable:
                try record(
                    inner, entry, status: try file(entry, name, at: inner, in: directory, filtered: hasAttributes))
            }
        }
    }

    /// Whether there is something of the entry in a sparse checkout. Submodules are there as git has them.
    private func isLaidOut(_ entry: TreePlan.Entry, at path: GitPath) -> Bool {
        guard let sparse else { return true }
        switch entry.mode {
        case .tree:
            return entry.folder?.entries.contains { isLaidOut($0, at: path.appending($0.name)) } ?? false
        case .submodule: return true
        case .file, .executable, .symbolicLink: return sparse.includes(path)
        }
    }

    /// In the index, marked as not in the working tree.
    private func skip(_ entry: TreePlan.Entry, at path: GitPath) throws {
        guard entry.mode == .tree else { return try record(path, entry, status: nil, isSkipped: true) }
        for inner in entry.folder?.entries ?? [] { try skip(inner, at: path.appending(inner.name)) }
    }

    private mutating func removeUntracked(_ plan: TreePlan, in directory: Directory, isRoot: Bool) throws {
        for name in try directory.names() where !plan.names.contains(name.bytes) {
            if isRoot, name == ".git" { continue }
            try directory.remove(name)
            report.removed += 1
        }
    }

    private func removeStale(_ plan: TreePlan, previous: TreePlan, in directory: Directory) throws {
        for entry in previous.entries where !plan.names.contains(entry.name) {
            let name = GitPath(bytes: entry.name)
            if let old = entry.folder {
                guard let folder = try directory.folder(name) else { continue }
                try removeStale(.empty(), previous: old, in: folder)
                directory.removeIfEmpty(name)
            } else if entry.mode == .submodule {
                directory.removeIfEmpty(name)
            } else if let status = try directory.status(name), !status.isFolder {
                try directory.remove(name)
            }
        }
    }

    private mutating func link(_ entry: TreePlan.Entry, _ name: GitPath, in directory: Directory) throws -> stat {
        let target = try repository.withObject(entry.id) { GitPath(bytes: $1) }
        guard !target.bytes.contains(0) else {
            throw GitError(.hostileTree, "refused to check out: the symbolic link \(name) has a zero byte in it")
        }
        report.files += 1
        if let status = try directory.status(name), status.isLink, directory.target(ofLink: name) == target {
            return status
        }
        report.written += 1
        return try directory.link(name, to: target)
    }

    private mutating func file(
        _ entry: TreePlan.Entry, _ name: GitPath, at path: GitPath, in directory: Directory, filtered: Bool
    ) throws -> stat {
        let mode: mode_t = entry.mode == .executable ? 0o755 : 0o644
        report.files += 1
        let (status, isNew) = try withContent(entry, at: path, filtered: filtered) { bytes in
            // A file with a second name elsewhere is not ours to keep: a later write would show there too.
            if let status = try directory.status(name), status.isFile, status.st_nlink == 1,
                status.st_mode & 0o7777 == mode, Int(status.st_size) == bytes.count, directory.holds(bytes, at: name)
            {
                return (status, false)
            }
            return (try directory.write(bytes, to: name, mode: mode), true)
        }
        if isNew { report.written += 1 }
        return status
    }

    /// The bytes as they belong on disk: line ends as `.gitattributes` of the commit asks. Filters that run programs
    /// (LFS) are not run; such a file holds its pointer.
    private func withContent<Result>(
        _ entry: TreePlan.Entry, at path: GitPath, filtered: Bool, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        guard filtered else { return try repository.withObject(entry.id) { try body($1) } }
        let blob = try Owned(git_blob_free, "read object \(entry.id.sha)", context: repository.path) { out in
            entry.id.withPointer { git_blob_lookup(&out, repository.pointer, $0) }
        }
        var options = git_filter_options()
        options.version = UInt32(GIT_FILTER_OPTIONS_VERSION)
        options.flags = GIT_FILTER_ATTRIBUTES_FROM_COMMIT.rawValue | GIT_FILTER_NO_SYSTEM_ATTRIBUTES.rawValue
        options.attr_commit_id = commit.raw
        var filters: OpaquePointer?
        let loaded = path.withCString { path in
            git_filter_list_load_ext(
                &filters, repository.pointer, blob.pointer, path, GIT_FILTER_TO_WORKTREE, &options)
        }
        try check(loaded, "read the attributes of \(path)", context: repository.path)
        defer { git_filter_list_free(filters) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try check(
            git_filter_list_apply_to_blob(&buffer, filters, blob.pointer), "filter \(path)", context: repository.path)
        return try body(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
    }

    /// With what the disk says about the file, so that `git status` need not read it again.
    private func record(
        _ path: GitPath, _ entry: TreePlan.Entry, status: stat?, isSkipped: Bool = false
    ) throws(GitError) {
        var line = git_index_entry()
        if isSkipped {
            line.flags = UInt16(GIT_INDEX_ENTRY_EXTENDED.rawValue)
            line.flags_extended = UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
        }
        line.id = entry.id.raw
        line.mode =
            switch entry.mode {
            case .file: 0o100_644
            case .executable: 0o100_755
            case .symbolicLink: 0o120_000
            case .submodule: 0o160_000
            case .tree: 0o040_000
            }
        if let status {
            line.ctime = git_index_time(
                seconds: Int32(truncatingIfNeeded: status.st_ctim.tv_sec),
                nanoseconds: UInt32(truncatingIfNeeded: status.st_ctim.tv_nsec))
            line.mtime = git_index_time(
                seconds: Int32(truncatingIfNeeded: status.st_mtim.tv_sec),
                nanoseconds: UInt32(truncatingIfNeeded: status.st_mtim.tv_nsec))
            line.dev = UInt32(truncatingIfNeeded: status.st_dev)
            line.ino = UInt32(truncatingIfNeeded: status.st_ino)
            line.uid = status.st_uid
            line.gid = status.st_gid
            line.file_size = UInt32(truncatingIfNeeded: status.st_size)
        }
        let result = path.withCString { start in
            line.path = start
            return git_index_add(index, &line)
        }
        try check(result, "note \(path) in the index", context: repository.path)
    }
}
