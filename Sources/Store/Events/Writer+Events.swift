public import Core
import GRDB

extension Writer {
    /// Keeps an event, unless it is a push, a `create` or a `delete` that is known.
    ///
    /// What hooks and watcher tell of one push is one event: same repository, ref, before and after. It is a new one when
    /// the ref has been moved away from `after` since, so that A→B→A→B is four events. What a person asks for (a dispatch,
    /// a replay) is always new, and does not count as a move.
    ///
    /// That a ref came to be is told by forges, and found in pushes: it is known while nothing told that the ref is gone.
    public func insertEvent(_ event: Event) throws -> EventInsertion {
        try insertEvent(event, payload: event.payload.json())
    }

    /// - Parameter payload: instead of the event's; nil when it is the body of the delivery that tells of it.
    func insertEvent(_ event: Event, payload: String?) throws -> EventInsertion {
        if let known = try knownMove(event) ?? knownLife(event) { return .duplicate(of: known) }
        let source = event.source.columns
        let id = try insert(
            """
            INSERT INTO events
                (repository, kind, source, source_id, ref, before_sha, after_sha, actor, workflow, chain, received_at,
                state, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', ?)
            """,
            [
                event.repository.rawValue, event.kind.rawValue, source.word, source.id, event.ref?.name,
                event.before?.hex, event.after?.hex, event.actor, event.workflow, event.chain,
                event.receivedAt.milliseconds, payload
            ])
        return .new(EventID(id))
    }

    private func knownMove(_ event: Event) throws -> EventID? {
        guard event.kind == .push, let ref = event.ref else { return nil }
        switch event.source {
        case .delivery, .watcher: break
        case .request, .replay, .run, .schedule: return nil
        }
        // From the latest backwards: behind the first that moved the ref elsewhere, everything has been moved away from.
        var known: EventID?
        try each(
            """
            SELECT id, before_sha, after_sha FROM events INDEXED BY events_moves
            WHERE repository = ? AND ref = ? AND kind = 'push' AND source IN ('delivery', 'watcher')
            ORDER BY id DESC
            """, [event.repository.rawValue, ref.name]
        ) { move in
            guard try move.sha("after_sha") == event.after else { return false }
            if try move.sha("before_sha") == event.before { known = try move.id("id") }
            return known == nil
        }
        return known
    }

    private func knownLife(_ event: Event) throws -> EventID? {
        guard event.kind == .create || event.kind == .delete, let ref = event.ref else { return nil }
        switch event.source {
        case .delivery, .watcher: break
        case .request, .replay, .run, .schedule: return nil
        }
        let latest: (id: EventID, kind: String)? = try first(
            """
            SELECT id, kind FROM events INDEXED BY events_lives
            WHERE repository = ? AND ref = ?
                AND kind IN ('create', 'delete') AND source IN ('delivery', 'watcher')
            ORDER BY id DESC LIMIT 1
            """, [event.repository.rawValue, ref.name]
        ) { (try $0.id("id"), try $0.value("kind")) }
        return latest.flatMap { $0.kind == event.kind.rawValue ? $0.id : nil }
    }

    /// A try to decide the event failed.
    ///
    /// - Parameter isFinal: give it up; it stays undecided otherwise.
    public func markEventFailed(_ id: EventID, error: String, isFinal: Bool = true) throws {
        try change(
            "undecided event \(id)",
            """
            UPDATE events SET attempts = attempts + 1, error = ?, state = iif(?, 'failed', 'received')
            WHERE id = ? AND state = 'received'
            """, [error, isFinal, id.rawValue])
    }
}
