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

    /// - Returns: whether there may be more.
    private func processPage() async throws -> Bool {
        let pending = try await store.read { try $0.pendingDeliveries(limit: Self.page) }
        for delivery in pending { try await process(delivery) }
        return pending.count == Self.page
    }

    private func process(_ record: DeliveryRecord) async throws {
        guard let repository = record.repository.flatMap(catalogue.record) else {
            return try await settle(record, .ignored, "the repository was removed")
        }
        let pushes: [Event]
        do {
            pushes = try Self.events(in: record, repository: repository)
        } catch {
            return try await settle(record, .invalid, error.message)
        }
        let now = time.now()
        let inserted = try await store.write { writer in
            var inserted: [EventID] = []
            var last: EventID?
            for push in pushes {
                let outcome = try writer.insertEvent(push)
                if case .new(let id) = outcome { inserted.append(id) }
                last = outcome.id
                // A push that was known already must not move the ref back.
                if case .new = outcome, let ref = push.ref {
                    try writer.setRef(push.repository, ref, push.after, at: now)
                }
            }
            try writer.settleDelivery(
                record.id, verdict: inserted.isEmpty ? .duplicate : .accepted,
                detail: inserted.isEmpty ? "the event was known already" : nil, event: last)
            return inserted
        }
        CrashPoint.eventStored.reach()
        for id in inserted { feed.publish(.event(id)) }
        if !inserted.isEmpty { events.wake() }
    }

    private func settle(_ record: DeliveryRecord, _ verdict: DeliveryVerdict, _ detail: String) async throws {
        try await store.write { try $0.settleDelivery(record.id, verdict: verdict, detail: detail, event: nil) }
    }

    private static func events(in record: DeliveryRecord, repository: RepositoryRecord) throws(WebhookError) -> [Event]
    {
        func event(_ ref: GitRef, _ before: CommitSHA?, _ after: CommitSHA?, actor: String, payload: Value) -> Event {
            Event(
                kind: .push, repository: repository.id, source: .delivery(record.id), ref: ref, before: before,
                after: after, actor: actor, payload: payload, receivedAt: record.receivedAt)
        }
        guard let forge = Forge(rawValue: record.forge), let decoder = forge.decoder else {
            return try PostReceive.updates(in: record.body).map { push in
                event(
                    push.ref, push.before, push.after, actor: "",
                    payload: PushPayload.make(
                        repository: repository, ref: push.ref, before: push.before, after: push.after, head: nil))
            }
        }
        let decoded = try decoder.decode(Delivery(headers: record.headers, body: record.body))
        guard case .push(let ref, let before, let after) = decoded.kind else { return [] }
        return [event(ref, before, after, actor: decoded.sender?.login ?? "", payload: decoded.payload)]
    }
}
