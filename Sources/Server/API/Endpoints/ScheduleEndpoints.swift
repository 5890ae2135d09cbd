import Core
import Engine
import HTTPTypes
import Hummingbird
import Store

struct ScheduleEndpoints: Sendable {
    let engine: Engine

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/repositories/{name}/due-times", name: "listDueTimes",
                summary: "What became of the times of its workflows' schedules, newest first.",
                parameters: [
                    Endpoint.Parameter(
                        name: "name", place: .path, type: "string",
                        description: "The repository's name, percent-encoded.")
                ] + Paging.parameters, answer: .page(schema: "DueTime"), jobs: .actions(.read, .repository)
            ) { request, context in
                let name = try context.text("name")
                guard let repository = engine.catalogue.record(named: name) else {
                    throw Problem(.notFound, "no repository '\(name)'")
                }
                let limit = try Paging.limit(request)
                let before = try request.query("before", as: EventID.self)?.rawValue
                let times = try await engine.store.read {
                    try $0.dueTimes(repository.id, before: before, limit: limit).map { DueTimeView(id: $0.id, $0.time) }
                }
                return try .json(ListPage(items: times, next: times.count == limit ? times.last?.id : nil))
            }
        ]
    }
}
