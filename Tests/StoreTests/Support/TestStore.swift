import Core
import Foundation
import GRDB
import Store

/// A store in a folder of its own, which goes away with it.
final class TestStore: Sendable {
    let folder: String
    let path: String
    let store: Store

    init() throws {
        folder = NSTemporaryDirectory() + "store-\(UUID().uuidString)"
        path = folder + "/data/anneal.db"
        store = try Store(path: path)
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// SQL past the store, as a mistake of ours or a person with `sqlite3` would do it.
    func sql(_ text: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: text) }
        try queue.close()
    }

    func plan(of sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        let lines = try queue.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] as String }
        }
        try queue.close()
        return lines
    }
}

let start = Timestamp(milliseconds: 1_700_000_000_000)

func sha(_ digit: Character) -> CommitSHA? { CommitSHA(String(repeating: digit, count: 40)) }
