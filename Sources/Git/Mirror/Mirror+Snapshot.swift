import CLibGit2
import Core

extension Mirror {
    /// Records a working tree as it lies on disk, with uncommitted and untracked files and without deleted ones, as
    /// a commit in the mirror. Nothing is written into the user's repository, not even its index.
    ///
    /// `.gitignore` and `.git/info/exclude` decide what is left out; a tracked file is never ignored. The same content
    /// on the same HEAD gives the same commit.
    /// - Parameter workingTree: the working tree or a folder in it; absolute.
    public func snapshot(of workingTree: String) throws -> Snapshot {
        let mirror = try repository()
        let lock = try MirrorLock(on: path)
        defer { withExtendedLifetime(lock) {} }
        return try SnapshotTaker(user: UserRepository.open(workingTree), mirror: mirror).take()
    }
}

private enum UserRepository {
    static func open(_ path: String) throws -> Repository {
        try Library.start()
        var pointer: OpaquePointer?
        let result = git_repository_open_ext(&pointer, path, 0, nil)
        if result == GIT_ENOTFOUND.rawValue {
            throw GitError(.notFound, "is not inside a git working tree; `git init` makes one", context: path)
        }
        guard result >= 0, let pointer else { throw GitError.last(result, "open the repository", context: path) }
        return try Repository(adopting: pointer, path: path)
    }
}
