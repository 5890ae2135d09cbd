import GRDB

/// The tables, and the way from each older version of them to the newest.
///
/// A version that has been released is never edited: a change is a new version.
enum Schema {
    /// `ANNL`: what `file(1)` and we know the database by.
    static let applicationID = 0x414E_4E4C

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            for part in [repositories, intake, runs, jobs, concurrency, schedules, tokens] {
                try database.execute(sql: part)
            }
        }
        return migrator
    }

    /// Empty, or made by this program.
    static func isOurs(_ database: Database) throws -> Bool {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id")
        if id == applicationID { return true }
        return try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
    }
}
