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

    init(_ record: EventSummary, repository: String) {
        id = record.id
        kind = record.kind.rawValue
        self.repository = repository
        ref = record.ref?.name
        before = record.before?.hex
        after = record.after?.hex
        actor = record.actor
        source = record.source.sentence
        state = record.state.rawValue
        error = record.error
        receivedAt = record.receivedAt
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
        }
    }
}

extension EventSummary {
    init(_ record: EventRecord) {
        let event = record.event
        self.init(
            id: record.id, repository: event.repository, kind: event.kind, source: event.source, ref: event.ref,
            before: event.before, after: event.after, actor: event.actor, workflow: event.workflow,
            receivedAt: event.receivedAt, state: record.state, attempts: record.attempts, error: record.error,
            decidedAt: record.decidedAt)
    }
}
