import GRDB

@testable import Store

/// A statement that was run, and how SQLite goes about it.
struct Explained: Sendable {
    var sql: String
    var steps: [String]
}

extension Reader {
    /// The very statements that `body` runs, each with its query plan.
    func explaining(_ body: () throws -> Void) throws -> [Explained] {
        var statements: [String] = []
        database.trace(options: .statement) { event in
            if case .statement(let statement) = event { statements.append(statement.expandedSQL) }
        }
        try body()
        database.trace(options: [])
        return try statements.map { sql in
            let rows = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql)
            return Explained(sql: sql, steps: rows.map { $0["detail"] })
        }
    }
}

extension Reader {
    /// What no query of ours may do.
    func scanRuns() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM runs WHERE name = 'x'") ?? 0
    }
}
