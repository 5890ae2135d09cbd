import CLibGit2
import Core
import Glibc

/// Makes the mirror's branches and tags those of the remote.
struct RefUpdater {
    let repository: Repository

    /// - Precondition: the objects are there, and the mirror's lock is held.
    func apply(_ remote: RemoteState) throws -> FetchResult {
        var known = try repository.remoteState().references
        for ref in remote.references.keys where known[ref] == nil { known[ref] = try repository.target(ref) }
        var leftOut = remote.leftOut
        var updates: [RefUpdate] = []
        // Deletions first: `topic` must go before `topic/one` can come.
        for (ref, before) in known where remote.references[ref] == nil {
            try retryingStaleLocks(ref) { git_reference_remove(repository.pointer, ref.name) }
            updates.append(RefUpdate(ref: ref, before: before, after: nil))
        }
        for (ref, target) in remote.references where known[ref]?.object != target.object {
            let object = try ObjectID(target.object)
            guard let commit = repository.peelToCommit(object) else {
                leftOut.append("\(ref): it does not lead to a commit")
                continue
            }
            try retryingStaleLocks(ref) {
                var made: OpaquePointer?
                defer { git_reference_free(made) }
                return object.withPointer { git_reference_create(&made, repository.pointer, ref.name, $0, 1, nil) }
            }
            let after = RefTarget(object: target.object, commit: commit.sha)
            updates.append(RefUpdate(ref: ref, before: known[ref], after: after))
        }
        if let branch = remote.defaultBranch, branch.isValid, branch != repository.headBranch() {
            try retryingStaleLocks(GitRef("HEAD")) { git_repository_set_head(repository.pointer, branch.name) }
        }
        if updates.count > Self.packThreshold { try pack() }
        updates.sort { ($0.after == nil ? 0 : 1, $0.ref.name) < ($1.after == nil ? 0 : 1, $1.ref.name) }
        return FetchResult(updates: updates, leftOut: leftOut.sorted())
    }

    /// A file per reference is slow to list; git itself packs them when it clones.
    private static let packThreshold = 200

    private func pack() throws(GitError) {
        let database = try Owned(git_refdb_free, "pack references", context: repository.path) {
            git_repository_refdb(&$0, repository.pointer)
        }
        try check(git_refdb_compress(database.pointer), "pack references", context: repository.path)
    }

    /// We hold the mirror's own lock: a lock file of git that is in the way was left by a process that was killed.
    private func retryingStaleLocks(_ ref: GitRef, _ call: () -> Int32) throws(GitError) {
        var result = call()
        if result == GIT_ELOCKED.rawValue || result == GIT_EEXISTS.rawValue {
            for file in [ref.name, "packed-refs", "HEAD"] { unlink("\(repository.path)/\(file).lock") }
            result = call()
        }
        try check(result, "update \(ref)", context: repository.path)
    }
}
