public import Core
import FoundationEssentials
import GRDB

extension Reader {
    private static let summary = """
        id, repository, kind, source, source_id, ref, before_sha, after_sha, actor, workflow, chain, received_at,
        state, attempts, error, decided_at
        """
    private static let payload =
        "coalesce(payload, (SELECT body FROM deliveries WHERE deliveries.id = events.source_id)) AS payload"
    private static let whole = "SELECT \(summary), \(payload) FROM events"

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

    /// Those that have something to decide: one look into an index for each repository, however much waits.
    public func repositoriesWithUndecidedEvents() throws -> [RepositoryID] {
        try all(
            """
            SELECT id FROM repositories WHERE EXISTS (
                SELECT 1 FROM events INDEXED BY events_undecided
                WHERE repository = repositories.id AND state = 'received')
            ORDER BY id
            """
        ) { try $0.id("id") }
    }

    /// In the order they came.
    public func undecidedEvents(of repository: RepositoryID, limit: Int) throws -> [EventRecord] {
        try all(
            "SELECT \(Self.summary), \(Self.payload) FROM events INDEXED BY events_undecided "
                + "WHERE repository = ? AND state = 'received' ORDER BY id LIMIT ?",
            [repository.rawValue, Self.page(limit)], EventRecord.init(row:))
    }

    /// The latest first, without their payloads (null), which may have megabytes each.
    public func events(
        repository: RepositoryID? = nil, before cursor: EventID? = nil, limit: Int
    ) throws -> [EventRecord] {
        let filter = repository == nil ? "" : "repository = :repository AND "
        var arguments: StatementArguments = ["cursor": cursor?.rawValue ?? .max, "limit": Self.page(limit)]
        if let repository { arguments += ["repository": repository.rawValue] }
        return try all(
            "SELECT \(Self.summary) FROM events WHERE \(filter)id < :cursor ORDER BY id DESC LIMIT :limit", arguments
        ) { try EventRecord(row: $0, payload: .null) }
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
        do {
            try self.init(row: row, payload: try Value(json: [UInt8](try row.value("payload", as: Data.self))))
        } catch let error as JSONError {
            throw StoreError(.corrupt, "the database is damaged: a payload cannot be read", cause: error)
        }
    }

    init(row: Row, payload: Value) throws {
        self.init(
            id: try row.id("id"),
            event: Event(
                kind: EventKind(rawValue: try row.value("kind")), repository: try row.id("repository"),
                source: try EventSource(row: row), ref: try row.ref("ref"), before: try row.sha("before_sha"),
                after: try row.sha("after_sha"), actor: try row.value("actor"), payload: payload,
                workflow: try row.optional("workflow"), receivedAt: try row.time("received_at"),
                chain: try row.value("chain")),
            state: try row.choice("state"), attempts: try row.value("attempts"), error: try row.optional("error"),
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
