import Core
import GRDB

extension EventSource {
    /// The word in the column `source`, and the number in `source_id`.
    var columns: (word: String, id: Int64?) {
        switch self {
        case .delivery(let id): ("delivery", id.rawValue)
        case .watcher: ("watcher", nil)
        case .request: ("request", nil)
        case .replay(let id): ("replay", id.rawValue)
        case .run(let id): ("run", id.rawValue)
        case .schedule: ("schedule", nil)
        }
    }

    init(row: Row) throws {
        switch (try row.value("source", as: String.self), try row.optional("source_id", as: Int64.self)) {
        case ("delivery", let id?): self = .delivery(DeliveryID(id))
        case ("watcher", nil): self = .watcher
        case ("request", nil): self = .request
        case ("replay", let id?): self = .replay(EventID(id))
        case ("run", let id?): self = .run(RunID(id))
        case ("schedule", nil): self = .schedule
        default: throw Row.damage("source")
        }
    }
}
