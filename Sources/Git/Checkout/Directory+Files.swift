import Glibc

extension Directory {
    /// Writes a new file. What was there is unlinked, never written into: it may be a hard link to a file elsewhere.
    @discardableResult
    func write(_ bytes: UnsafeRawBufferPointer, to name: GitPath, mode: mode_t = 0o644) throws(GitError) -> stat {
        try remove(name)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = name.withCString { openat(descriptor, $0, flags, 0o600) }
        guard file >= 0 else { throw failure("write", name) }
        defer { close(file) }
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(file, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("write", name) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        var status = stat()
        // Not the mode at creation: the umask would be taken off it.
        guard fchmod(file, mode) == 0, fstat(file, &status) == 0 else { throw failure("finish", name) }
        return status
    }

    func write(_ text: String, to name: GitPath) throws(GitError) {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(GitError) in try write(buffer, to: name) }
        }
        _ = try result.get()
    }

    /// Makes a symbolic link in place of whatever was there.
    func link(_ name: GitPath, to target: GitPath) throws(GitError) -> stat {
        try remove(name)
        let result = target.withCString { target in name.withCString { symlinkat(target, descriptor, $0) } }
        guard result == 0 else { throw failure("link", name) }
        guard let status = try status(name) else { throw failure("link", name) }
        return status
    }

    func target(ofLink name: GitPath) -> GitPath? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = name.withCString { readlinkat(descriptor, $0, &buffer, buffer.count) }
        return count < 0 ? nil : GitPath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) })
    }

    /// Whether a plain file holds exactly these bytes.
    func holds(_ bytes: UnsafeRawBufferPointer, at name: GitPath) -> Bool {
        // Not blocking: a pipe may have taken the file's place.
        let file = name.withCString { openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else { return false }
        defer { close(file) }
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var offset = 0
        while true {
            let count = read(file, &room, room.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return count == 0 && offset == bytes.count }
            guard offset + count <= bytes.count else { return false }
            guard room.prefix(count).elementsEqual(bytes[offset..<offset + count]) else { return false }
            offset += count
        }
    }

    /// The text of a small file of ours; nil when it is missing, large, a link or not UTF-8.
    func text(of name: GitPath, limit: Int = 4096) -> String? {
        let file = name.withCString { openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else { return nil }
        defer { close(file) }
        var room = [UInt8](repeating: 0, count: limit)
        let count = read(file, &room, limit)
        return count < 0 ? nil : String(validating: room.prefix(count), as: UTF8.self)
    }
}
