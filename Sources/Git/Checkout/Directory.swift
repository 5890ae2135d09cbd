import Glibc

/// An open folder. Everything in it is named relative to the descriptor and no symbolic link is ever followed, so whatever
/// an earlier job left behind, or puts there meanwhile, no call leaves the folder.
final class Directory {
    let descriptor: Int32
    /// For messages only.
    let path: String

    /// - Parameter path: its last part must be no link; those before are the caller's own.
    init(opening path: String) throws(GitError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        self.path = path
        if descriptor < 0 { throw .system(errno, "open the folder", context: path) }
    }

    private init(descriptor: Int32, path: String) {
        (self.descriptor, self.path) = (descriptor, path)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// nil when there is nothing of that name.
    func status(_ name: GitPath) throws(GitError) -> stat? {
        var status = stat()
        if name.withCString({ fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 { return status }
        if errno == ENOENT { return nil }
        throw failure("look at", name)
    }

    /// Opens a folder in this one; nil when there is none, also when the name is a link to one.
    func folder(_ name: GitPath) throws(GitError) -> Directory? {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var opened = name.withCString { openat(descriptor, $0, flags) }
        if opened < 0, errno == EACCES, let status = try status(name), status.isFolder {
            // A job took our rights away.
            _ = name.withCString { fchmodat(descriptor, $0, 0o755, AT_SYMLINK_NOFOLLOW) }
            opened = name.withCString { openat(descriptor, $0, flags) }
        }
        if opened >= 0 { return Directory(descriptor: opened, path: path + "/" + name.text) }
        if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { return nil }
        throw failure("open", name)
    }

    /// Opens a folder, made when missing; anything else of that name is removed first.
    func makeFolder(_ name: GitPath) throws(GitError) -> Directory {
        if let folder = try folder(name) { return folder }
        try remove(name)
        guard name.withCString({ mkdirat(descriptor, $0, 0o755) }) == 0 else { throw failure("make", name) }
        guard let made = try folder(name) else { throw failure("open", name) }
        return made
    }

    /// The names in the folder, without `.` and `..`.
    func names() throws(GitError) -> [GitPath] {
        // fdopendir takes its descriptor over, and a duplicate would share the reading position.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw failure("list", ".") }
        defer { closedir(stream) }
        var names: [GitPath] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { GitPath($0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    func failure(_ action: String, _ name: GitPath) -> GitError {
        .system(errno, "\(action) \(name.text.debugDescription)", context: path)
    }
}

extension stat {
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
    var isFile: Bool { st_mode & S_IFMT == S_IFREG }
    var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}
