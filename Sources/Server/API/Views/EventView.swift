import Core
import Store

/// An event with what became of it.
struct EventView: Encodable, Sendable {
    var id: EventID
    var kind: String
    var repository: String
    var ref: String?
    var before: String?
    var after: String?
    var actor: String
    var source: String
    var state: String
    var error: String?
    var receivedAt: Timestamp
    var decidedAt: Timestamp?

    init(_ record: EventRecord, repository: String) {
        id = record.id
        kind = record.event.kind.rawValue
        self.repository = repository
        ref = record.event.ref?.name
        before = record.event.before?.hex
        after = record.event.after?.hex
        actor = record.event.actor
        source = record.event.source.sentence
        state = record.state.rawValue
        error = record.error
        receivedAt = record.event.receivedAt
        decidedAt = record.decidedAt
    }
}

extension EventSource {
    var sentence: String {
        switch self {
        case .delivery(let id): "delivery \(id)"
        case .watcher: "watcher"
        case .request: "request"
        case .replay(let id): "replay of event \(id)"
        case .run(let id): "run \(id)"
        case .schedule: "schedule"
        }
    }
}
