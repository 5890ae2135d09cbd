import CLibGit2
import Core
import Glibc

/// Builds a commit in the mirror from a user's working tree.
struct SnapshotTaker {
    let user: Repository
    let mirror: Repository

    func take() throws -> Snapshot {
        guard let workdir = git_repository_workdir(user.pointer).map({ String(cString: $0) }) else {
            throw GitError(.unsupported, "is a bare repository, which has no working tree", context: user.path)
        }
        let head = try headCommit()
        if let head {
            var copier = ObjectCopier(from: user, to: mirror)
            try copier.copy([head])
            try mirror.refresh()
        }
        let index = try Owned(git_index_free, "read the index", context: user.path) {
            git_repository_index(&$0, user.pointer)
        }
        let candidates = try candidates(head: head, index: index.pointer)
        let tree = try Owned(git_index_free, "make an index") { git_index_new(&$0) }
        if let head {
            let base = try mirror.tree(of: head)
            try check(git_index_read_tree(tree.pointer, base.pointer), "read HEAD's files", context: user.path)
        }
        var leftOut: [String] = []
        for path in candidates.sorted() {
            try record(path, workdir: workdir, userIndex: index.pointer, into: tree.pointer, leftOut: &leftOut)
        }
        var treeID = git_oid()
        try check(
            git_index_write_tree_to(&treeID, tree.pointer, mirror.pointer), "write the snapshot", context: user.path)
        let commit = try commit(tree: ObjectID(treeID), parent: head)
        let changed = try commit == head ? [] : TreeComparison(repository: mirror).changes(from: head, to: commit)
        return Snapshot(
            commit: commit.sha, base: head?.sha, branch: user.headBranch(),
            changed: Set(changed.flatMap(\.paths)).sorted(), leftOut: leftOut)
    }

    private func headCommit() throws(GitError) -> ObjectID? {
        var id = git_oid()
        let result = git_reference_name_to_id(&id, user.pointer, "HEAD")
        if result == GIT_ENOTFOUND.rawValue || result == GIT_EUNBORNBRANCH.rawValue { return nil }
        try check(result, "read HEAD", context: user.path)
        return ObjectID(id)
    }

    /// Every path at which disk, index and HEAD may disagree.
    private func candidates(head: ObjectID?, index: OpaquePointer) throws -> Set<GitPath> {
        var options = git_diff_options()
        git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
        options.flags =
            GIT_DIFF_INCLUDE_UNTRACKED.rawValue | GIT_DIFF_RECURSE_UNTRACKED_DIRS.rawValue
            | GIT_DIFF_INCLUDE_IGNORED.rawValue | GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
            | GIT_DIFF_SKIP_BINARY_CHECK.rawValue
        options.ignore_submodules = GIT_SUBMODULE_IGNORE_DIRTY
        var paths: Set<GitPath> = []
        func note(_ diff: OpaquePointer) {
            for position in 0..<git_diff_num_deltas(diff) {
                guard let delta = git_diff_get_delta(diff, position)?.pointee else { continue }
                let path = GitPath(delta.new_file.path ?? delta.old_file.path)
                // libgit2 calls repositories inside this one ignored; they shall be named.
                if delta.status == GIT_DELTA_IGNORED, path.bytes.last != UInt8(ascii: "/") { continue }
                paths.insert(path)
            }
        }
        // Two comparisons instead of one of HEAD with the disk: the index remembers which files it need not read.
        if let head {
            let tree = try user.tree(of: head)
            let staged = try Owned(git_diff_free, "compare the index with HEAD", context: user.path) {
                git_diff_tree_to_index(&$0, user.pointer, tree.pointer, index, &options)
            }
            note(staged.pointer)
        } else {
            let staged = try Owned(git_diff_free, "list the index", context: user.path) {
                git_diff_tree_to_index(&$0, user.pointer, nil, index, &options)
            }
            note(staged.pointer)
        }
        let unstaged = try Owned(git_diff_free, "compare the working tree with the index", context: user.path) {
            git_diff_index_to_workdir(&$0, user.pointer, index, &options)
        }
        note(unstaged.pointer)
        return paths
    }

    /// Puts the path into the tree as it lies on disk, or takes it out.
    private func record(
        _ path: GitPath, workdir: String, userIndex: OpaquePointer, into tree: OpaquePointer, leftOut: inout [String]
    ) throws {
        let tracked = path.withCString { git_index_get_bypath(userIndex, $0, 0)?.pointee }
        if let tracked, tracked.mode == GIT_FILEMODE_COMMIT.rawValue {
            return try add(path, id: ObjectID(tracked.id), mode: tracked.mode, to: tree)
        }
        // Sparse checkouts leave files out of the working tree on purpose.
        if let tracked, tracked.flags_extended & UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) != 0 {
            return try add(path, id: ObjectID(tracked.id), mode: tracked.mode, to: tree)
        }
        var status = stat()
        let full = GitPath(bytes: Array(workdir.utf8) + path.bytes)
        let exists = full.withCString { lstat($0, &status) } == 0
        if exists, status.isFolder, tracked == nil, isRepository(full), try !isIgnored(path) {
            leftOut.append("\(path): it is a repository of its own")
            return
        }
        guard exists, !status.isFolder, try tracked != nil || !isIgnored(path) else {
            _ = path.withCString { git_index_remove(tree, $0, 0) }
            return
        }
        if status.isLink {
            let target = try linkTarget(full)
            return try add(path, id: write(target), mode: GIT_FILEMODE_LINK.rawValue, to: tree)
        }
        guard status.isFile else {
            leftOut.append("\(path): it is neither a file nor a link")
            return
        }
        let mode = status.st_mode & 0o100 != 0 ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB
        try add(path, id: try content(of: path), mode: mode.rawValue, to: tree)
    }

    private func isRepository(_ folder: GitPath) -> Bool {
        var status = stat()
        return folder.appending(".git".utf8).withCString { lstat($0, &status) } == 0
    }

    private func isIgnored(_ path: GitPath) throws(GitError) -> Bool {
        var ignored: Int32 = 0
        try check(
            path.withCString { git_ignore_path_is_ignored(&ignored, user.pointer, $0) }, "read the ignore rules",
            context: user.path)
        return ignored == 1
    }

    private func linkTarget(_ path: GitPath) throws(GitError) -> [UInt8] {
        var room = [CChar](repeating: 0, count: 4096)
        let count = path.withCString { readlink($0, &room, room.count) }
        guard count >= 0 else { throw .system(errno, "read a link", context: path.text) }
        return room.prefix(count).map { UInt8(bitPattern: $0) }
    }

    /// Stores the file as `git add` would: line ends as the attributes ask.
    private func content(of path: GitPath) throws(GitError) -> ObjectID {
        var filters: OpaquePointer?
        let loaded = path.withCString {
            git_filter_list_load(
                &filters, user.pointer, nil, $0, GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE.rawValue)
        }
        try check(loaded, "read the attributes of \(path)", context: user.path)
        defer { git_filter_list_free(filters) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        let result = path.withCString { git_filter_list_apply_to_file(&buffer, filters, user.pointer, $0) }
        try check(result, "read \(path)", context: user.path)
        var id = git_oid()
        try check(
            git_odb_write(&id, mirror.odb, buffer.ptr, buffer.size, GIT_OBJECT_BLOB), "store \(path)",
            context: mirror.path)
        return ObjectID(id)
    }

    private func write(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        var id = git_oid()
        try check(
            git_odb_write(&id, mirror.odb, bytes, bytes.count, GIT_OBJECT_BLOB), "store a link", context: mirror.path)
        return ObjectID(id)
    }

    private func add(_ path: GitPath, id: ObjectID, mode: UInt32, to tree: OpaquePointer) throws(GitError) {
        var entry = git_index_entry()
        entry.id = id.raw
        entry.mode = mode
        let result = path.withCString { start in
            entry.path = start
            return git_index_add(tree, &entry)
        }
        try check(result, "add \(path) to the snapshot", context: user.path)
    }

    /// Takes its time from the parent, so that the same files give the same commit.
    private func commit(tree: ObjectID, parent: ObjectID?) throws -> ObjectID {
        var seconds: Int64 = 0
        if let parent {
            let info = try mirror.info(of: parent)
            if try ObjectID(info.tree) == tree { return parent }
            seconds = info.committer.time.milliseconds / 1000
        }
        var signature: UnsafeMutablePointer<git_signature>?
        try check(git_signature_new(&signature, "anneal", "anneal@localhost", seconds, 0), "sign the snapshot")
        defer { git_signature_free(signature) }
        var id = git_oid()
        let files = try mirror.tree(tree)
        let result: Int32
        if let parent {
            let before = try mirror.commit(parent)
            var parents = [before.pointer as OpaquePointer?]
            result = create(&id, signature, files.pointer, &parents)
        } else {
            var none: [OpaquePointer?] = []
            result = create(&id, signature, files.pointer, &none)
        }
        try check(result, "write the snapshot's commit", context: mirror.path)
        return ObjectID(id)
    }

    private func create(
        _ id: inout git_oid, _ signature: UnsafePointer<git_signature>?, _ tree: OpaquePointer,
        _ parents: inout [OpaquePointer?]
    ) -> Int32 {
        let count = parents.count
        return git_commit_create(
            &id, mirror.pointer, nil, signature, signature, nil, "Working tree with uncommitted changes\n", tree, count,
            &parents)
    }
}
