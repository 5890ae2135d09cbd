import CLibGit2
import Core

/// An open repository. Not `Sendable`: libgit2 objects are used by one thread at a time, so each lives inside one actor.
final class Repository {
    let pointer: OpaquePointer
    let odb: OpaquePointer
    let path: String

    convenience init(opening path: String) throws(GitError) {
        try Library.start()
        var pointer: OpaquePointer?
        let result = git_repository_open(&pointer, path)
        guard result >= 0, let pointer else { throw .last(result, "open the repository", context: path) }
        try self.init(adopting: pointer, path: path)
    }

    /// Takes ownership of the pointer.
    init(adopting pointer: OpaquePointer, path: String) throws(GitError) {
        var odb: OpaquePointer?
        let result = git_repository_odb(&odb, pointer)
        guard result >= 0, let odb else {
            let error = GitError.last(result, "open the object database", context: path)
            git_repository_free(pointer)
            throw error
        }
        (self.pointer, self.odb, self.path) = (pointer, odb, path)
    }

    deinit {
        git_odb_free(odb)
        git_repository_free(pointer)
    }

    /// Looks without rescanning the pack folder, which a miss would otherwise cost: `refresh()` comes first.
    func contains(_ id: ObjectID) -> Bool {
        id.withPointer { git_odb_exists_ext(odb, $0, UInt32(GIT_ODB_LOOKUP_NO_REFRESH.rawValue)) == 1 }
    }

    func refresh() throws(GitError) {
        try check(git_odb_refresh(odb), "look at the object database again", context: path)
    }

    /// The object's type and bytes, which are valid inside `body` only.
    func withObject<Result>(
        _ id: ObjectID, _ body: (git_object_t, UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let object = try Owned(git_odb_object_free, "read object \(id.sha)", context: path) { out in
            id.withPointer { git_odb_read(&out, odb, $0) }
        }
        let bytes = UnsafeRawBufferPointer(
            start: git_odb_object_data(object.pointer), count: git_odb_object_size(object.pointer))
        return try body(git_odb_object_type(object.pointer), bytes)
    }

    func header(_ id: ObjectID) throws(GitError) -> (type: git_object_t, size: Int) {
        var size = 0
        var type = GIT_OBJECT_INVALID
        try check(
            id.withPointer { git_odb_read_header(&size, &type, odb, $0) }, "read object \(id.sha)", context: path)
        return (type, size)
    }

    func commit(_ id: ObjectID) throws(GitError) -> Owned {
        try Owned(git_commit_free, "read commit \(id.sha)", context: path) { out in
            id.withPointer { git_commit_lookup(&out, pointer, $0) }
        }
    }

    func tree(of commit: ObjectID) throws(GitError) -> Owned {
        let commit = try self.commit(commit)
        return try Owned(git_tree_free, "read the tree of a commit", context: path) {
            git_commit_tree(&$0, commit.pointer)
        }
    }

    func tree(_ id: ObjectID) throws(GitError) -> Owned {
        try Owned(git_tree_free, "read tree \(id.sha)", context: path) { out in
            id.withPointer { git_tree_lookup(&out, pointer, $0) }
        }
    }

    /// The commit behind an object; nil when there is none (a tag on a tree, a missing object).
    func peelToCommit(_ id: ObjectID) -> ObjectID? {
        var object: OpaquePointer?
        guard id.withPointer({ git_object_lookup(&object, pointer, $0, GIT_OBJECT_ANY) }) == 0 else { return nil }
        defer { git_object_free(object) }
        var peeled: OpaquePointer?
        guard git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) == 0 else { return nil }
        defer { git_object_free(peeled) }
        return git_object_id(peeled).map { ObjectID($0.pointee) }
    }
}
