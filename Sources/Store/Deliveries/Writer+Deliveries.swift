public import Core
import FoundationEssentials
import GRDB

extension Writer {
    /// Keeps a delivery, unless one with its forge and name is there. ``DeliveryWriter`` does this for many at once.
    public func insertDelivery(_ new: NewDelivery) throws -> DeliveryOutcome {
        let inserted: DeliveryID? = try first(
            """
            INSERT INTO deliveries
                (forge, name, repository, kind, verdict, detail, is_pending, received_at, headers, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (forge, name) DO NOTHING RETURNING id
            """,
            [
                new.forge, new.name, new.repository?.rawValue, new.kind, new.verdict.rawValue, new.detail,
                new.verdict == .accepted, new.receivedAt.milliseconds, try JSONText.encode(new.headers),
                Data(new.body)
            ]
        ) { try $0.id("id") }
        if let inserted { return .new(inserted) }
        let known: DeliveryID? = try first(
            "SELECT id FROM deliveries WHERE forge = ? AND name = ?", [new.forge, new.name]
        ) { try $0.id("id") }
        guard let known else { throw StoreError(.fault, "a delivery is neither new nor known") }
        return .duplicate(of: known)
    }

    /// Says what an accepted delivery came to; it is pending no longer.
    public func settleDelivery(_ id: DeliveryID, verdict: DeliveryVerdict, detail: String?, event: EventID?) throws {
        try change(
            "delivery \(id)",
            "UPDATE deliveries SET is_pending = 0, verdict = ?, detail = ?, event = ? WHERE id = ?",
            [verdict.rawValue, detail, event?.rawValue, id.rawValue])
    }
}
