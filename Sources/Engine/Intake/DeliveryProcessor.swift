import Core
import Integrations
import Logging
import Store

/// Turns kept deliveries into events, in the order they came. What a crash left over is done at the next start.
public struct DeliveryProcessor: Sendable {
    let store: Store
    let catalogue: RepositoryCatalogue
    let events: EventProcessor
    let feed: ChangeFeed
    let time: any TimeSource
    let logger: Logger
    private let bell = Wakeup()

    /// A page of deliveries; bodies may be large, so not all at once.
    private static let page = 32

    init(
        store: Store, catalogue: RepositoryCatalogue, events: EventProcessor, feed: ChangeFeed, time: any TimeSource,
        logger: Logger
    ) {
        self.store = store
        self.catalogue = catalogue
        self.events = events
        self.feed = feed
        self.time = time
        self.logger = logger
    }

    func wake() { bell.ring() }
    func stop() { bell.finish() }

    func run() async {
        bell.ring()
        for await _ in bell.rings {
            do {
                while try await processPage() {}
            } catch {
                logger.error("deliveries cannot be processed", metadata: ["error": "\(error)"])
                // The deliveries stay pending: the database may have room again later.
                try? await time.sleep(for: .seconds(1))
                bell.ring()
            }
        }
    }

    /// What a delivery came to.
    private enum Outcome: Sendable {
        case told([Event])
        case settled(DeliveryVerdict, String)
    }

    /// - Returns: whether there may be more.
    private func processPage() async throws -> Bool {
        let pending = try await store.read { try $0.pendingDeliveries(limit: Self.page) }
        guard !pending.isEmpty else { return false }
        let outcomes = pending.map { ($0.id, outcome(of: $0)) }
        let now = time.now()
        // One transaction for all: those who wait for their delivery to be kept wait behind each of ours.
        let inserted = try await store.write { writer in
            try outcomes.flatMap { id, outcome in try Self.settle(id, outcome, at: now, with: writer) }
        }
        CrashPoint.eventStored.reach()
        for id in inserted { feed.publish(.event(id)) }
        if !inserted.isEmpty { events.wake() }
        return pending.count == Self.page
    }

    private func outcome(of record: DeliveryRecord) -> Outcome {
        guard let repository = record.repository.flatMap(catalogue.record) else {
            return .settled(.ignored, "the repository was removed")
        }
        do {
            return .told(try Self.events(in: record, repository: repository))
        } catch {
            return .settled(.invalid, error.message)
        }
    }

    /// - Returns: the events that were new.
    private static func settle(
        _ id: DeliveryID, _ outcome: Outcome, at now: Timestamp, with writer: Writer
    ) throws -> [EventID] {
        switch outcome {
        case .settled(let verdict, let detail):
            try writer.settleDelivery(id, verdict: verdict, detail: detail, event: nil)
            return []
        case .told(let told):
            var inserted: [EventID] = []
            var last: EventID?
            for event in told {
                let outcome = try writer.insertEvent(event)
                last = outcome.id
                guard case .new(let id) = outcome else { continue }
                inserted.append(id)
                // A push that was known already must not move the ref back.
                if event.kind == .push, let ref = event.ref {
                    try writer.setRef(event.repository, ref, event.after, at: now)
                }
            }
            try writer.settleDelivery(
                id, verdict: inserted.isEmpty ? .duplicate : .accepted,
                detail: inserted.isEmpty ? "the event was known already" : nil, event: last)
            return inserted
        }
    }

    private static func events(in record: DeliveryRecord, repository: RepositoryRecord) throws(WebhookError) -> [Event]
    {
        func event(_ kind: EventKind, _ place: ForgeEvent.Place, actor: String, payload: Value) -> Event {
            Event(
                kind: kind, repository: repository.id, source: .delivery(record.id), ref: place.ref,
                before: place.before, after: place.after, actor: actor, payload: payload,
                receivedAt: record.receivedAt)
        }
        guard let forge = Forge(rawValue: record.forge), let decoder = forge.decoder else {
            return try PostReceive.updates(in: record.body).map { push in
                event(
                    .push, ForgeEvent.Place(ref: push.ref, before: push.before, after: push.after), actor: "",
                    payload: PushPayload.make(
                        repository: repository, ref: push.ref, before: push.before, after: push.after, head: nil))
            }
        }
        let decoded = try decoder.decode(Delivery(headers: record.headers, body: record.body))
        guard let kind = decoded.eventKind else { return [] }
        return [event(kind, decoded.place, actor: decoded.sender?.login ?? "", payload: decoded.payload)]
    }
}
