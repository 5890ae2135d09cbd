import CLibGit2

/// What a working tree's configuration says of its remotes.
public enum WorkingTreeRemote {
    /// - Returns: the URL as it is written there, with `insteadOf` applied; nil when there is no such remote.
    /// - Throws: `GitError` when `path` is no repository, or the remote cannot be read.
    public static func url(of name: String, in path: String) throws(GitError) -> String? {
        let repository = try Repository(opening: path)
        var remote: OpaquePointer?
        let result = git_remote_lookup(&remote, repository.pointer, name)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        guard result >= 0, let remote else { throw .last(result, "read the remote '\(name)'", context: path) }
        defer { git_remote_free(remote) }
        return git_remote_url(remote).map { String(cString: $0) }
    }
}
