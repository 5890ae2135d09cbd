import Core
import Engine
import HTTPTypes
import Hummingbird
import OrderedCollections
import Store

struct EventEndpoints: Sendable {
    let engine: Engine

    private static let id = Endpoint.Parameter(
        name: "id", place: .path, type: "integer", description: "The event's id.")

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/events", name: "listEvents", summary: "Events, newest first.",
                parameters: Paging.parameters + [Paging.repository], answer: .page(schema: "Event"),
                jobs: .actions(.read, .handler)
            ) { request, _ in
                let limit = try Paging.limit(request)
                let repository = try Paging.repository(request, engine)
                let before = try request.query("before", as: EventID.self)
                let records = try await engine.store.read {
                    try $0.events(repository: repository, before: before, limit: limit)
                }
                return try .json(
                    ListPage(items: records.map(view), next: records.count == limit ? records.last?.id.rawValue : nil))
            },
            Endpoint(
                method: .get, path: API.root + "/events/{id}", name: "showEvent", summary: "One event.",
                parameters: [Self.id], answer: .object(.ok, schema: "Event"), jobs: .actions(.read, .event)
            ) { _, context in
                try .json(view(try await event(context)))
            },
            Endpoint(
                method: .get, path: API.root + "/events/{id}/payload", name: "showEventPayload",
                summary: "The event as workflows see it: github.event.", parameters: [Self.id], answer: .json,
                jobs: .actions(.read, .event)
            ) { _, context in
                let payload = try await event(context).event.payload
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: .init(byteBuffer: ByteBuffer(string: payload.json())))
            },
            Endpoint(
                method: .get, path: API.root + "/events/{id}/decisions", name: "listDecisions",
                summary: "What each workflow did with the event, and why.", parameters: [Self.id],
                answer: .page(schema: "Decision"), jobs: .actions(.read, .event)
            ) { _, context in
                let id = try await event(context).id
                let records = try await engine.store.read { try $0.decisions(of: id) }
                return try .json(ListPage(items: records.map(DecisionView.init), next: nil))
            },
            Endpoint(
                method: .post, path: API.root + "/events/{id}/replay", name: "replayEvent",
                summary: "The same event once more.", parameters: [Self.id],
                answer: .object(.accepted, schema: "EventReference")
            ) { _, context in
                try .json(EventReference(event: try await engine.replay(try context.id("id"))), status: .accepted)
            },
            Endpoint(
                method: .post, path: API.root + "/dispatches", name: "dispatchWorkflow",
                summary: "Asks for a workflow by hand.", body: "Dispatch",
                answer: .object(.accepted, schema: "EventReference"), jobs: .actions(.write, .handler)
            ) { request, _ in
                let body = try await request.decode(Dispatch.self)
                try JobIdentity.require(
                    engine.catalogue.record(named: body.repository), otherwise: "no repository '\(body.repository)'")
                let inputs = Value.object(
                    .init(
                        uniqueKeysWithValues: (body.inputs ?? [:]).sorted { $0.key < $1.key }.map { ($0, .string($1)) })
                )
                let event = try await engine.dispatch(
                    repository: body.repository, workflow: body.workflow, ref: body.ref, inputs: inputs,
                    by: JobIdentity.requester(named: body.actor))
                return try .json(EventReference(event: event), status: .accepted)
            }
        ]
    }

    private func event(_ context: BasicRequestContext) async throws -> EventRecord {
        let id: EventID = try context.id("id")
        guard let record = try await engine.store.read({ try $0.event(id) }) else {
            throw Problem(.notFound, "no event \(id)")
        }
        return record
    }

    private func view(_ record: EventRecord) -> EventView {
        EventView(record, repository: engine.catalogue.record(record.event.repository)?.name ?? "")
    }

    private struct Dispatch: Decodable, FieldList {
        static let fields = ["repository", "workflow", "ref", "inputs", "actor"]

        var repository: String
        var workflow: String
        var ref: String?
        var inputs: [String: String]?
        var actor: String?
    }
}
