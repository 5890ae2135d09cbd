import GRDB
import GRDBSQLite
import Synchronization

/// Brings what was written from SQLite's log into the database, on a connection of its own beside the one that writes.
///
/// SQLite does this in the commit that made the log long enough: whoever waits for that one waits for everything to be
/// written and synced. Here that commit only gives the word. What was written meanwhile is little; the writing connection
/// brings it over itself, since the log begins anew only when nothing is left in it.
final class Checkpointer: Sendable {
    private let pool: DatabasePool
    private let open: @Sendable () throws -> DatabaseQueue
    /// Opened when it is needed first: many a process writes little.
    private let queue = Mutex<DatabaseQueue?>(nil)
    private let isAtWork = Atomic(false)
    /// What ``written(by:)`` was at the last checkpoint.
    private let mark = Atomic(0)

    /// Pages: 16 MB. One that changed often is written once, so fewer checkpoints are less work; opening reads what is in
    /// the log, some 10 ms.
    private static let due = 2000

    init(of pool: DatabasePool, path: String, configuration: Configuration) {
        self.pool = pool
        open = { try DatabaseQueue(path: path, configuration: configuration) }
    }

    /// To be called behind each commit, with the connection that writes.
    func note(_ database: Database) {
        guard Self.written(by: database) - mark.load(ordering: .relaxed) >= Self.due,
            !isAtWork.exchange(true, ordering: .acquiring)
        else { return }
        Task {
            await work()
            isAtWork.store(false, ordering: .releasing)
        }
    }

    private func work() async {
        do {
            let queue = try queue.withLock { queue in
                let opened = try queue ?? open()
                queue = opened
                return opened
            }
            _ = try await queue.writeWithoutTransaction { try Self.checkpoint($0) }
            try await pool.writeWithoutTransaction { database in
                // A reader who began long ago may still need a part. It is tried again when as much more was written.
                mark.store(Self.written(by: database), ordering: .relaxed)
                try Self.checkpoint(database)
            }
        } catch {
            // Nothing is lost: the log is longer than it should be. A full disk is told to those who write.
        }
    }

    private static func checkpoint(_ database: Database) throws {
        // It may have been closed since it was asked: SQLite does not look.
        guard database.sqliteConnection != nil else { return }
        try database.checkpoint(.passive)
    }

    /// Before the pool is closed, which brings over what is left.
    func close() {
        queue.withLock { try? $0?.close() }
    }

    /// Pages since the connection was opened; none by one that is closed.
    private static func written(by database: Database) -> Int {
        guard let connection = database.sqliteConnection else { return 0 }
        var (pages, highest): (Int32, Int32) = (0, 0)
        sqlite3_db_status(connection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 0)
        return Int(pages)
    }
}
