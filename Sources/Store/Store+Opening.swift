import GRDB
import Glibc

extension Store {
    static func open(_ path: String) throws(StoreError) -> (DatabasePool, Checkpointer) {
        try prepareFile(path)
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            let migrator = Schema.migrator
            try pool.read { database in
                guard try Schema.isOurs(database) else {
                    throw StoreError(.corrupt, "this is a database of another program; choose another file", path: path)
                }
                guard try !migrator.hasBeenSuperseded(database) else {
                    throw StoreError(
                        .newerSchema, "a newer version wrote this database; start that version, or restore a backup",
                        path: path)
                }
            }
            try migrator.migrate(pool)
            return (pool, Checkpointer(of: pool, path: path, configuration: configuration))
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch {
            throw StoreError(.fault, "\(error)", path: path, cause: error)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        // Another process (a backup, a command on the same machine) never holds the lock for long.
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            // Of a new database: most webhooks fit into a page, and a page is one write.
            try database.execute(sql: "PRAGMA page_size = 8192")
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            // See ``Checkpointer``.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            // After a burst the log file shrinks to this at the next checkpoint.
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    /// SQLite gives its side files the mode of the database: so it has to be right before SQLite sees the file.
    private static func prepareFile(_ path: String) throws(StoreError) {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolder(String(path[..<slash]), for: path)
        }
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.cannotOpen, "the database cannot be opened: \(reason(errno))", path: path)
        }
        defer { Glibc.close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else {
            throw StoreError(.cannotOpen, "the database cannot be made private: \(reason(errno))", path: path)
        }
    }

    private static func makeFolder(_ folder: String, for path: String) throws(StoreError) {
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        if errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            try makeFolder(String(folder[..<slash]), for: path)
            if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        }
        throw StoreError(.cannotOpen, "the folder \(folder) cannot be made: \(reason(errno))", path: path)
    }

    private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
