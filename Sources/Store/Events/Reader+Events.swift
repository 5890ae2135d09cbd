public import Core
import GRDB

extension Reader {
    private static let summary = """
        id, repository, kind, source, source_id, ref, before_sha, after_sha, actor, workflow, received_at, state,
        attempts, error, decided_at
        """
    private static let whole = "SELECT \(summary), payload FROM events"

    public func event(_ id: EventID) throws -> EventRecord? {
        try first(Self.whole + " WHERE id = ?", [id.rawValue], EventRecord.init(row:))
    }

    /// The last time a forge or the watcher told that this ref moved.
    public func latestEvent(repository: RepositoryID, ref: GitRef) throws -> EventRecord? {
        try first(
            Self.whole + """
                 WHERE repository = ? AND ref = ? AND kind = 'push' AND source IN ('delivery', 'watcher')
                ORDER BY id DESC LIMIT 1
                """, [repository.rawValue, ref.name], EventRecord.init(row:))
    }

    /// In the order they came.
    public func undecidedEvents(limit: Int) throws -> [EventRecord] {
        try all(
            Self.whole + " WHERE state = 'received' ORDER BY id LIMIT ?", [Self.page(limit)], EventRecord.init(row:))
    }

    /// The latest first.
    public func events(
        repository: RepositoryID? = nil, before cursor: EventID? = nil, limit: Int
    ) throws -> [EventSummary] {
        let filter = repository == nil ? "" : "repository = :repository AND "
        var arguments: StatementArguments = ["cursor": cursor?.rawValue ?? .max, "limit": Self.page(limit)]
        if let repository { arguments += ["repository": repository.rawValue] }
        return try all(
            "SELECT \(Self.summary) FROM events WHERE \(filter)id < :cursor ORDER BY id DESC LIMIT :limit",
            arguments, EventSummary.init(row:))
    }

    /// In the order they were made.
    public func decisions(of event: EventID) throws -> [DecisionRecord] {
        try all(Self.decision + " WHERE event = ? ORDER BY id", [event.rawValue], DecisionRecord.init(row:))
    }

    public func decision(startedRun run: RunID) throws -> DecisionRecord? {
        try first(Self.decision + " WHERE run = ?", [run.rawValue], DecisionRecord.init(row:))
    }

    private static let decision =
        "SELECT id, event, run, workflow, verdict, reason, rule, line, column_number FROM decisions"
}

extension EventRecord {
    init(row: Row) throws {
        let summary = try EventSummary(row: row)
        let payload: Value
        do {
            payload = try Value(json: try row.value("payload", as: String.self))
        } catch let error as JSONError {
            throw StoreError(.corrupt, "the payload of event \(summary.id) cannot be read", cause: error)
        }
        self.init(
            id: summary.id,
            event: Event(
                kind: summary.kind, repository: summary.repository, source: summary.source, ref: summary.ref,
                before: summary.before, after: summary.after, actor: summary.actor, payload: payload,
                workflow: summary.workflow, receivedAt: summary.receivedAt),
            state: summary.state, attempts: summary.attempts, error: summary.error, decidedAt: summary.decidedAt)
    }
}

extension EventSummary {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), repository: try row.id("repository"),
            kind: EventKind(rawValue: try row.value("kind")), source: try EventSource(row: row),
            ref: try row.ref("ref"), before: try row.sha("before_sha"), after: try row.sha("after_sha"),
            actor: try row.value("actor"), workflow: try row.optional("workflow"),
            receivedAt: try row.time("received_at"), state: try row.choice("state"),
            attempts: try row.value("attempts"), error: try row.optional("error"),
            decidedAt: try row.optionalTime("decided_at"))
    }
}

extension DecisionRecord {
    init(row: Row) throws {
        var position: SourcePosition?
        if let line = try row.optional("line", as: Int.self) {
            position = SourcePosition(line: line, column: try row.value("column_number"))
        }
        self.init(
            id: try row.id("id"), event: try row.id("event"),
            decision: Decision(
                workflow: try row.optional("workflow"), verdict: try row.choice("verdict"),
                reason: try row.value("reason"), rule: try row.optional("rule"), position: position),
            run: try row.optionalID("run"))
    }
}
