public import Core

extension Mirror {
    /// Copies a commit with its history from a repository on this machine, whether or not a branch or a tag leads to it.
    ///
    /// - Returns: false when it is not there.
    public func bring(_ commit: CommitSHA, from path: String) throws -> Bool {
        let mirror = try repository()
        let id = try ObjectID(commit)
        if try mirror.contains(commit: id) { return true }
        let remote = try LocalRemote(path: path)
        guard try remote.repository.contains(commit: id) else { return false }
        let lock = try MirrorLock(on: self.path)
        defer { withExtendedLifetime(lock) {} }
        try remote.copy([RefTarget(object: commit, commit: commit)], into: mirror)
        return true
    }
}
