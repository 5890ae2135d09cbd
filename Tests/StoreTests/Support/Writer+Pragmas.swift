import GRDB

@testable import Store

extension Writer {
    func synchronousLevel() throws -> Int? { try Int.fetchOne(database, sql: "PRAGMA synchronous") }

    /// From now on the database may grow by a few pages only: SQLite then says what it says on a full disk.
    func limitPages() throws {
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages + 4)")
    }
}
