import Glibc

/// The data folder of a server on this machine: rights, room, database.
struct DataChecks {
    var folder: DataFolder

    /// A few logs and a checkout fit into the first; below the second the server soon answers 503.
    private static let comfortable: UInt64 = 5 << 30
    private static let necessary: UInt64 = 512 << 20

    func findings() -> [Checkup] {
        var status = stat()
        guard stat(folder.path, &status) == 0 else {
            let advice = "nothing to check here; 'anneal serve' makes it, --data names another"
            return [.warn("data folder", "\(folder.path): \(String(cString: strerror(errno)))", advice)]
        }
        return [rights(status), token(), room(), database()].compactMap(\.self)
    }

    private func rights(_ status: stat) -> Checkup {
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return .fail("data folder", "\(folder.path) is not a folder", "name one with --data")
        }
        guard access(folder.path, R_OK | W_OK | X_OK) == 0 else {
            let advice = "run this as the user of the server, or give that user the folder"
            return .fail("data folder", "\(folder.path) cannot be read and written by this user", advice)
        }
        guard status.st_mode & 0o022 == 0 else {
            return .fail("data folder", "\(folder.path) can be changed by other users", "chmod go-w \(folder.path)")
        }
        return .ok("data folder", folder.path)
    }

    private func token() -> Checkup? {
        var status = stat()
        guard stat(folder.tokenFile, &status) == 0 else { return nil }
        guard status.st_mode & 0o077 == 0 else {
            return .fail("admin token", "other users can read it", "chmod 600 \(folder.tokenFile), and make a new one")
        }
        return .ok("admin token", "only its owner can read it")
    }

    private func room() -> Checkup {
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else {
            return .warn("disk", String(cString: strerror(errno)), "look at 'df \(folder.path)'")
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let text = "\(free >> 30) GiB free for the data folder"
        if free < Self.necessary { return .fail("disk", "\(free >> 20) MiB free for the data folder", "make room") }
        return free < Self.comfortable ? .warn("disk", text, "make room soon") : .ok("disk", text)
    }

    private func database() -> Checkup {
        guard access(folder.database, F_OK) == 0 else {
            return .warn("database", "there is none yet", "'anneal serve' makes it")
        }
        let descriptor = open(folder.database, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let advice = "run this as the user of the server"
            return .fail("database", "\(folder.database): \(String(cString: strerror(errno)))", advice)
        }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 16)
        let count = read(descriptor, &head, head.count)
        // An SQLite file begins with these sixteen bytes.
        guard count == 16, head == Array("SQLite format 3\0".utf8) else {
            let advice = "restore it from a backup; the server will not start with it"
            return .fail("database", "\(folder.database) is not an SQLite database", advice)
        }
        return .ok("database", "readable")
    }
}
