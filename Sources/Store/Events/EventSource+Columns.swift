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
        }
    }

    init(row: Row) throws {
        switch (try row.value("source", as: String.self), try row.optional("source_id", as: Int64.self)) {
        case ("delivery", let id?): self = .delivery(DeliveryID(id))
        case ("watcher", nil): self = .watcher
        case ("request", nil): self = .request
        case ("replay", let id?): self = .replay(EventID(id))
        default: throw Row.damage("source")
        }
    }
}
