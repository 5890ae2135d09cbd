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

    func count(_ table: String) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
        try queue.close()
        return count ?? 0
    }
}

let start = Timestamp(milliseconds: 1_700_000_000_000)

func sha(_ digit: Character) -> CommitSHA? { CommitSHA(String(repeating: digit, count: 40)) }
