import Core
import FoundationEssentials
import GRDB

extension Writer {
    /// Keeps deliveries and what they tell, except those of which one with the same forge, name and repository is there and
    /// could be read.
    ///
    /// - Returns: what became of each, in their order.
    public func insertDeliveries(_ new: [NewDelivery]) throws -> [DeliveryOutcome] {
        var next = try nextDelivery()
        return try new.map { delivery in
            let outcome = try insertDelivery(delivery, as: next)
            if case .new = outcome { next = DeliveryID(next.rawValue + 1) }
            return outcome
        }
    }

    private func insertDelivery(_ new: NewDelivery, as id: DeliveryID) throws -> DeliveryOutcome {
        let known: DeliveryID? = try first(
            """
            SELECT id FROM deliveries INDEXED BY deliveries_by_name
            WHERE forge = ? AND name = ? AND ifnull(repository, 0) = ? AND verdict <> 'invalid'
            """, [new.forge, new.name, new.repository?.rawValue ?? 0]
        ) { try $0.id("id") }
        if let known { return .duplicate(of: known) }
        // The events name the delivery and the delivery names its event. It comes last: to change the row afterwards
        // would write its body twice.
        var events: [EventID] = []
        var event: EventID?
        for told in new.events {
            let outcome = try insertEvent(told, of: new, id)
            event = outcome.id
            if case .new(let id) = outcome { events.append(id) }
        }
        let isKnown = !new.events.isEmpty && events.isEmpty
        _ = try insert(
            """
            INSERT INTO deliveries (id, forge, name, repository, kind, verdict, detail, event, received_at, headers, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.rawValue, new.forge, new.name, new.repository?.rawValue, new.kind,
                (isKnown ? .duplicate : new.verdict).rawValue, isKnown ? "the event was known already" : new.detail,
                event?.rawValue, new.receivedAt.milliseconds, new.headers, Data(new.body)
            ])
        return .new(id, events: events)
    }

    private func nextDelivery() throws -> DeliveryID {
        let latest = try first("SELECT seq FROM sqlite_sequence WHERE name = 'deliveries'") {
            try $0.value("seq", as: Int64.self)
        }
        return DeliveryID((latest ?? 0) + 1)
    }

    private func insertEvent(_ told: ToldEvent, of delivery: NewDelivery, _ id: DeliveryID) throws -> EventInsertion {
        guard let repository = delivery.repository else {
            throw StoreError(.refused, "an event of no repository")
        }
        let event = Event(
            kind: told.kind, repository: repository, source: .delivery(id), ref: told.ref, before: told.before,
            after: told.after, actor: told.actor, payload: told.payload ?? .null, receivedAt: delivery.receivedAt)
        let outcome = try insertEvent(event, payload: told.payload?.json())
        // A push that was known already must not move the ref back.
        if case .new = outcome, event.kind == .push, let ref = event.ref {
            try setRef(repository, ref, event.after, at: delivery.receivedAt)
        }
        return outcome
    }
}
