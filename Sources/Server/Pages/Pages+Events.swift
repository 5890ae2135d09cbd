import Core
import Engine
import Hummingbird
import OrderedCollections
import Pages
import Store

extension Pages {
    func registerEvents(in router: Router<BasicRequestContext>) {
        router.get("/events") { request, _ in
            let before = try request.query("before", as: EventID.self)
            let events = try await engine.store.read { try $0.events(before: before, limit: Self.listLength) }
            let page = EventListPage(
                events: events.map { EventItem($0, repository: repositoryName($0.event.repository)) },
                next: events.count == Self.listLength ? events.last?.id : nil)
            return respond(page.page(context(request)), to: request)
        }
        router.get("/events/:id") { request, context in
            respond(try await event(context.id("id")).page(self.context(request)), to: request)
        }
        router.post("/events/:id/replay") { _, context in
            Self.redirect(to: Address.event(try await engine.replay(context.id("id"))))
        }
    }

    private func event(_ id: EventID) async throws -> EventPage {
        let parts = try await engine.store.read {
            reader -> (EventRecord, [(DecisionRecord, RunRecord?)], DeliveryRecord?)? in
            guard let event = try reader.event(id) else { return nil }
            let decisions = try reader.decisions(of: id).map { decision in
                (decision, try decision.run.flatMap { try reader.run($0) })
            }
            var delivery: DeliveryRecord?
            if case .delivery(let source) = event.event.source { delivery = try reader.delivery(source) }
            return (event, decisions, delivery)
        }
        guard let (record, decisions, delivery) = parts else { throw Problem(.notFound, "no event \(id)") }
        let repository = repositoryName(record.event.repository)
        return EventPage(
            event: EventItem(record, repository: repository),
            inputs: (record.event.inputs.object ?? [:]).map { ($0.key, $0.value.string ?? $0.value.json()) },
            verdicts: decisions.map { decision, run in
                EventPage.Verdict(
                    decision: decision.decision, run: run.map { RunSummary($0, repository: repository) })
            },
            delivery: delivery.map { delivery in
                EventPage.Delivery(
                    forge: delivery.forge, name: delivery.name, kind: delivery.kind,
                    verdict: delivery.verdict.rawValue, detail: delivery.detail, receivedAt: delivery.receivedAt,
                    size: delivery.body.count, headers: delivery.headers)
            })
    }
}
