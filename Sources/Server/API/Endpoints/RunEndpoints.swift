import Core
import Engine
import HTTPTypes
import Hummingbird
import Store

struct RunEndpoints: Sendable {
    let engine: Engine

    private static let id = Endpoint.Parameter(name: "id", place: .path, type: "integer", description: "The run's id.")

    private static func filter(_ name: String, _ description: String) -> Endpoint.Parameter {
        Endpoint.Parameter(name: name, place: .query, type: "string", description: description)
    }

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/runs", name: "listRuns", summary: "Runs, newest first.",
                parameters: Paging.parameters + [
                    Paging.repository,
                    Self.filter("workflow", "Only of this workflow file."),
                    Self.filter("ref", "Only of this reference, in full: refs/heads/main."),
                    Self.filter("state", "queued, running or completed."),
                    Self.filter("conclusion", "success, warning, failure, cancelled or skipped."),
                    Self.filter("event", "Only those that this event started.")
                ], answer: .page(schema: "Run"), jobs: .actions(.read, .handler)
            ) { request, _ in
                let limit = try Paging.limit(request)
                let filter = RunFilter(
                    repository: try Paging.repository(request, engine), workflow: request.query("workflow"),
                    ref: request.query("ref").map(GitRef.init), state: try request.query("state", as: RunState.self),
                    conclusion: try request.query("conclusion", as: Conclusion.self),
                    event: try request.query("event", as: EventID.self))
                let before = try request.query("before", as: RunID.self)
                let records = try await engine.store.read { try $0.runs(filter, before: before, limit: limit) }
                return try .json(
                    ListPage(items: records.map(view), next: records.count == limit ? records.last?.id.rawValue : nil))
            },
            Endpoint(
                method: .get, path: API.root + "/runs/{id}", name: "showRun", summary: "One run.",
                parameters: [Self.id], answer: .object(.ok, schema: "Run"), jobs: .actions(.read, .run)
            ) { _, context in
                try .json(try await detailed(try await run(context)))
            },
            Endpoint(
                method: .get, path: API.root + "/runs/{id}/jobs", name: "listJobs",
                summary: "The run's jobs with the steps of their latest attempts.", parameters: [Self.id],
                answer: .page(schema: "Job"), jobs: .actions(.read, .run)
            ) { _, context in
                let id = try await run(context).id
                let jobs = try await engine.store.read { reader in
                    try reader.jobs(of: id).filter { !$0.isReplaced }.map { job in
                        JobView(
                            job, steps: try reader.steps(job: job.id, attempt: job.attempt),
                            annotations: try reader.annotations(job: job.id, attempt: job.attempt),
                            place: job.concurrencyGroup == nil ? nil : try reader.place(of: .job(job.id, of: id)))
                    }
                }
                return try .json(ListPage(items: jobs, next: nil))
            },
            Endpoint(
                method: .post, path: API.root + "/runs/{id}/cancel", name: "cancelRun",
                summary: "Ends a run; steps with always() still run.", parameters: [Self.id],
                answer: .object(.accepted, schema: "Run"), jobs: .actions(.write, .run)
            ) { _, context in
                try await engine.cancel(try context.id("id"))
                return try .json(view(try await run(context)), status: .accepted)
            },
            Endpoint(
                method: .post, path: API.root + "/runs/{id}/rerun", name: "rerunRun",
                summary: "New attempts of all jobs, or of those that failed with their dependants.",
                parameters: [Self.id], body: "Rerun", answer: .object(.accepted, schema: "Run"),
                jobs: .actions(.write, .run)
            ) { request, context in
                let body = try await request.decode(Rerun.self)
                try await engine.rerun(
                    try context.id("id"), onlyFailed: body.failed ?? false, by: JobIdentity.requester(named: nil))
                return try .json(view(try await run(context)), status: .accepted)
            }
        ]
    }

    private func run(_ context: BasicRequestContext) async throws -> RunRecord {
        let id: RunID = try context.id("id")
        guard let record = try await engine.store.read({ try $0.run(id) }) else {
            throw Problem(.notFound, "no run \(id)")
        }
        return record
    }

    /// With its place in the queue of its concurrency group.
    private func detailed(_ record: RunRecord) async throws -> RunView {
        let place =
            record.concurrencyGroup == nil
            ? nil : try await engine.store.read { try $0.place(of: .run(record.id)) }
        return RunView(
            record, repository: engine.catalogue.record(record.repository)?.name ?? "", place: place)
    }

    private func view(_ record: RunRecord) -> RunView {
        RunView(record, repository: engine.catalogue.record(record.repository)?.name ?? "")
    }

    private struct Rerun: Decodable, FieldList {
        static let fields = ["failed"]

        var failed: Bool?
    }
}
