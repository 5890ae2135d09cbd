import GRDB

/// What can be asked of the database; its questions are in extensions, a file for each subject. Valid inside one
/// ``Store/read(_:)`` or ``Store/write(durable:_:)`` only.
public class Reader {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// No page is longer, whatever is asked for: a page is held in memory.
    public static let largestPage = 1000

    func all<Record>(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ make: (Row) throws -> Record
    ) throws -> [Record] {
        try StoreError.translating {
            let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
            var records: [Record] = []
            while let row = try rows.next() { records.append(try make(row)) }
            return records
        }
    }

    func first<Record>(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ make: (Row) throws -> Record
    ) throws -> Record? {
        try StoreError.translating {
            let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
            return try rows.next().map(make)
        }
    }

    /// Row by row, for as long as `goOn` says so.
    func each(_ sql: String, _ arguments: StatementArguments, goOn: (Row) throws -> Bool) throws {
        try StoreError.translating {
            let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
            while let row = try rows.next(), try goOn(row) {}
        }
    }

    static func page(_ limit: Int) -> Int { max(0, min(limit, largestPage)) }
}
