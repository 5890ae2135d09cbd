import GRDB

/// What can be changed in the database, in one transaction; everything a ``Reader`` can ask, too.
public final class Writer: Reader {
    func execute(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try StoreError.translating {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
        }
    }

    /// For a statement that has to change the one record it names.
    func change(_ what: String, _ sql: String, _ arguments: StatementArguments) throws {
        try execute(sql, arguments)
        guard database.changesCount > 0 else { throw StoreError(.notFound, "there is no \(what)") }
    }

    func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
        try execute(sql, arguments)
        return database.lastInsertedRowID
    }
}
