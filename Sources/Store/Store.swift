import GRDB

/// The database: the only place with SQL.
///
/// **What is promised.** A write is one transaction: all of it is there afterwards, or nothing. After a crash of the process
/// every write that had returned is there. After a power cut, ordinary writes of the last moments may be gone, but always
/// from a point in time on, never one from the middle: what is left is a state that really was. The engine makes the rest
/// again from deliveries and journals, which are synced. `write(durable: true)` returns only when it, and with it everything
/// written before, would survive a power cut too.
///
/// **Who may write.** One connection writes, several read, and readers see the last commit before they began (WAL). A
/// second process can read, and waits for its turn to write.
///
/// **Cancellation** does not reach the database: the end of a cancelled job is recorded by a cancelled task.
public final class Store: Sendable {
    let pool: DatabasePool
    private let checkpointer: Checkpointer

    /// Opens the file, making it (mode 0600) and its folder (mode 0700) when they are not there, and brings an older
    /// schema up to date.
    ///
    /// - Throws: `cannotOpen`; `corrupt` when the file is not a database of ours; `newerSchema`; `full`; `busy`.
    public init(path: String) throws(StoreError) {
        (pool, checkpointer) = try Self.open(path)
    }

    /// Runs `body` on a snapshot. Do not wait for anything in it.
    ///
    /// - Throws: ``StoreError``, and what `body` throws.
    public func read<Result: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Result) async throws -> Result {
        let pool = pool
        let task = Task {
            do {
                return try await pool.read { try body(Reader($0)) }
            } catch let error as DatabaseError {
                throw StoreError(error)
            }
        }
        return try await task.value
    }

    /// Runs `body` in a transaction of its own, which is rolled back when `body` throws. Writes wait for each other.
    ///
    /// - Parameter durable: return only when the transaction would survive a power cut.
    /// - Throws: ``StoreError``, and what `body` throws. Nothing was written then.
    public func write<Result: Sendable>(
        durable: Bool = false, _ body: @escaping @Sendable (Writer) throws -> Result
    ) async throws -> Result {
        let (pool, checkpointer) = (pool, checkpointer)
        let task = Task {
            do {
                return try await pool.writeWithoutTransaction { database in
                    defer { checkpointer.note(database) }
                    return try Self.transaction(on: database, durable: durable) { try body(Writer($0)) }
                }
            } catch let error as DatabaseError {
                throw StoreError(error)
            }
        }
        return try await task.value
    }

    /// Waits for what is going on and closes the file. Everything afterwards throws `closed`.
    public func close() {
        checkpointer.close()
        // A failure means that the connections close with the last reference instead.
        try? pool.close()
    }

    private static func transaction<Result>(
        on database: Database, durable: Bool, _ body: (Database) throws -> Result
    ) throws -> Result {
        // SQLite ignores the change of `synchronous` inside a transaction.
        if durable { try database.execute(sql: "PRAGMA synchronous = FULL") }
        defer {
            // Should this fail, later writes are durable although nobody asked: slower, not wrong.
            if durable { try? database.execute(sql: "PRAGMA synchronous = NORMAL") }
        }
        var result: Result?
        try database.inTransaction(.immediate) {
            result = try body(database)
            return .commit
        }
        guard let result else { throw StoreError(.fault, "a transaction ended without a result") }
        return result
    }
}
