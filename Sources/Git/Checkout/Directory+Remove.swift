import Glibc

extension Directory {
    /// Removes whatever has that name, a folder with all in it. Nothing there is fine.
    ///
    /// However deep the folders are nested, two descriptors are open and no stack grows: each folder found is first
    /// moved up beside the one being removed.
    func remove(_ name: GitPath) throws(GitError) {
        var pending = [name]
        while let name = pending.popLast() {
            if name.withCString({ unlinkat(descriptor, $0, 0) }) == 0 || errno == ENOENT { continue }
            guard errno == EISDIR || errno == EPERM || errno == EACCES, let inner = try folder(name) else {
                throw failure("remove", name)
            }
            pending += try inner.empty(movingFoldersTo: self)
            guard name.withCString({ unlinkat(descriptor, $0, AT_REMOVEDIR) }) == 0 else {
                throw failure("remove", name)
            }
        }
    }

    /// Unlinks all files of the folder and moves its folders away.
    /// - Returns: the new names of the folders.
    private func empty(movingFoldersTo other: Directory) throws(GitError) -> [GitPath] {
        // Without the right to write, nothing in it can be unlinked; it was ours to begin with.
        _ = fchmod(descriptor, 0o700)
        var moved: [GitPath] = []
        for name in try names() {
            if name.withCString({ unlinkat(descriptor, $0, 0) }) == 0 || errno == ENOENT { continue }
            _ = name.withCString { fchmodat(descriptor, $0, 0o700, AT_SYMLINK_NOFOLLOW) }
            let new = GitPath(".anneal-removed-\(String(UInt64.random(in: .min ... .max), radix: 36))")
            let result = name.withCString { old in
                new.withCString { renameat(descriptor, old, other.descriptor, $0) }
            }
            guard result == 0 else { throw failure("remove", name) }
            moved.append(new)
        }
        return moved
    }

    /// Removes a folder if nothing is left in it.
    func removeIfEmpty(_ name: GitPath) {
        _ = name.withCString { unlinkat(descriptor, $0, AT_REMOVEDIR) }
    }
}
