public import Core
import FoundationEssentials
import GRDB

extension Reader {
    private static let whole = """
        SELECT id, forge, name, repository, kind, headers, body, verdict, detail, event, received_at
        FROM deliveries
        """

    public func delivery(_ id: DeliveryID) throws -> DeliveryRecord? {
        try first(Self.whole + " WHERE id = ?", [id.rawValue], DeliveryRecord.init(row:))
    }

    /// The latest first.
    public func deliveries(
        repository: RepositoryID? = nil, before cursor: DeliveryID? = nil, limit: Int
    ) throws -> [DeliverySummary] {
        let filter = repository == nil ? "" : "repository = :repository AND "
        var arguments: StatementArguments = ["cursor": cursor?.rawValue ?? .max, "limit": Self.page(limit)]
        if let repository { arguments += ["repository": repository.rawValue] }
        return try all(
            """
            SELECT id, forge, name, repository, kind, verdict, detail, event, received_at,
                length(body) AS size
            FROM deliveries WHERE \(filter)id < :cursor ORDER BY id DESC LIMIT :limit
            """, arguments, DeliverySummary.init(row:))
    }
}

extension DeliveryRecord {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), forge: try row.value("forge"), name: try row.value("name"),
            repository: try row.optionalID("repository"), kind: try row.value("kind"), headers: try row.json("headers"),
            body: [UInt8](try row.value("body", as: Data.self)), verdict: try row.choice("verdict"),
            detail: try row.optional("detail"), event: try row.optionalID("event"),
            receivedAt: try row.time("received_at"))
    }
}

extension DeliverySummary {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), forge: try row.value("forge"), name: try row.value("name"),
            repository: try row.optionalID("repository"), kind: try row.value("kind"),
            verdict: try row.choice("verdict"), detail: try row.optional("detail"),
            event: try row.optionalID("event"),
            receivedAt: try row.time("received_at"), size: try row.value("size"))
    }
}
