import Core
import Engine
import HTTPTypes
import Hummingbird
import JobProtocol
import Store

/// Every try of a job: a retry or a re-run makes a new one beside the old ones.
struct AttemptEndpoints: Sendable {
    let engine: Engine

    private static let root = API.root + "/jobs/{id}/attempts"
    private static let attempt = Endpoint.Parameter(
        name: "attempt", place: .path, type: "integer", description: "Which try, counted from 1.")

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: Self.root, name: "listAttempts",
                summary: "The job's attempts, newest first, without their steps.",
                parameters: [JobEndpoints.id] + Paging.parameters, answer: .page(schema: "Attempt"),
                jobs: .actions(.read, .job)
            ) { request, context in
                let id: JobID = try context.id("id")
                let limit = try Paging.limit(request)
                let before = try request.query("before", in: 1...Int(Int32.max), default: Int(Int32.max))
                let records = try await engine.store.read { reader -> [AttemptRecord]? in
                    guard try reader.job(id) != nil else { return nil }
                    return try reader.attempts(of: id, before: before, limit: limit)
                }
                guard let records else { throw Problem(.notFound, "no job \(id)") }
                return try .json(
                    ListPage(
                        items: records.map { AttemptView($0) },
                        next: records.count == limit ? records.last.map { Int64($0.number) } : nil))
            },
            Endpoint(
                method: .get, path: Self.root + "/{attempt}", name: "showAttempt",
                summary: "One attempt with its steps and annotations.", parameters: [JobEndpoints.id, Self.attempt],
                answer: .object(.ok, schema: "Attempt"), jobs: .actions(.read, .job)
            ) { _, context in
                let record = try await record(context)
                let view = try await engine.store.read { reader in
                    AttemptView(
                        record, steps: try reader.steps(job: record.job, attempt: record.number),
                        annotations: try reader.annotations(job: record.job, attempt: record.number))
                }
                return try .json(view)
            },
            Endpoint(
                method: .get, path: Self.root + "/{attempt}/log", name: "readAttemptLog",
                summary: "The attempt's output: all of it, a byte range, or lines; a part is at most 8 MiB.",
                parameters: [JobEndpoints.id, Self.attempt] + LogAnswer.parameters,
                answer: .text(contentType: "text/plain"), jobs: .actions(.read, .job)
            ) { request, context in
                try LogAnswer(directory: try await directory(context)).response(to: request)
            },
            Endpoint(
                method: .get, path: Self.root + "/{attempt}/summary", name: "readAttemptSummary",
                summary: "What the attempt's steps wrote to GITHUB_STEP_SUMMARY, as Markdown.",
                parameters: [JobEndpoints.id, Self.attempt], answer: .text(contentType: "text/markdown"),
                jobs: .actions(.read, .job)
            ) { _, context in
                SummaryAnswer(directory: try await directory(context)).response()
            }
        ]
    }

    private func record(_ context: BasicRequestContext) async throws -> AttemptRecord {
        let id: JobID = try context.id("id")
        let text = try context.text("attempt")
        guard let number = Int(text), number > 0 else {
            throw Problem(.notFound, "'\(text)' is no attempt: they are counted from 1")
        }
        let (isThere, record) = try await engine.store.read { reader in
            (try reader.job(id) != nil, try reader.attempt(number, of: id))
        }
        guard isThere else { throw Problem(.notFound, "no job \(id)") }
        guard let record else { throw Problem(.notFound, "job \(id) has no attempt \(number)") }
        return record
    }

    private func directory(_ context: BasicRequestContext) async throws -> JobDirectory {
        let record = try await record(context)
        return engine.directory(of: record.job, attempt: record.number)
    }
}
