import Core
import Engine
import HTTPTypes
import Hummingbird
import JobProtocol
import Store

struct JobEndpoints: Sendable {
    let engine: Engine

    static let id = Endpoint.Parameter(name: "id", place: .path, type: "integer", description: "The job's id.")
    static let attemptQuery = Endpoint.Parameter(
        name: "attempt", place: .query, type: "integer", description: "An earlier attempt; the latest when absent.")

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/jobs/{id}", name: "showJob",
                summary: "One job with the steps of its latest attempt.", parameters: [Self.id],
                answer: .object(.ok, schema: "Job"), jobs: .actions(.read, .job)
            ) { _, context in
                let id: JobID = try context.id("id")
                let view = try await engine.store.read { reader -> JobView? in
                    guard let job = try reader.job(id) else { return nil }
                    return JobView(
                        job, steps: try reader.steps(job: id, attempt: job.attempt),
                        annotations: try reader.annotations(job: id, attempt: job.attempt),
                        place: job.concurrencyGroup == nil ? nil : try reader.place(of: .job(id, of: job.run)))
                }
                guard let view else { throw Problem(.notFound, "no job \(id)") }
                return try .json(view)
            },
            Endpoint(
                method: .get, path: API.root + "/jobs/{id}/log", name: "readLog",
                summary:
                    "The job's output: all of it, a byte range (Range: bytes=0-99, or the last 100: bytes=-100), or lines; a part is at most 8 MiB.",
                parameters: [Self.id, Self.attemptQuery] + LogAnswer.parameters,
                answer: .text(contentType: "text/plain"), jobs: .actions(.read, .job)
            ) { request, context in
                try LogAnswer(directory: try await directory(request, context)).response(to: request)
            },
            Endpoint(
                method: .get, path: API.root + "/jobs/{id}/summary", name: "readSummary",
                summary: "What the job's steps wrote to GITHUB_STEP_SUMMARY, as Markdown.",
                parameters: [Self.id, Self.attemptQuery], answer: .text(contentType: "text/markdown"),
                jobs: .actions(.read, .job)
            ) { request, context in
                SummaryAnswer(directory: try await directory(request, context)).response()
            }
        ]
    }

    private func directory(_ request: Request, _ context: BasicRequestContext) async throws -> JobDirectory {
        let id: JobID = try context.id("id")
        guard let job = try await engine.store.read({ try $0.job(id) }) else {
            throw Problem(.notFound, "no job \(id)")
        }
        guard job.attempt > 0 else { throw Problem(.notFound, "job \(id) has not started: there is no log yet") }
        let attempt = try request.query("attempt", in: 1...job.attempt, default: job.attempt)
        return engine.directory(of: id, attempt: attempt)
    }
}
