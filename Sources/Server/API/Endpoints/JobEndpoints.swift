import Core
import Engine
import FoundationEssentials
import HTTPTypes
import Hummingbird
import JobProtocol
import Store

struct JobEndpoints: Sendable {
    let engine: Engine

    /// One answer holds at most this many bytes of log; the rest is asked for with the next range.
    static let maximumBytes = 8 << 20

    private static let id = Endpoint.Parameter(name: "id", place: .path, type: "integer", description: "The job's id.")
    private static let attempt = Endpoint.Parameter(
        name: "attempt", place: .query, type: "integer", description: "An earlier attempt; the latest when absent.")

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/jobs/{id}", name: "showJob",
                summary: "One job with the steps of its latest attempt.", parameters: [Self.id],
                answer: .object(.ok, schema: "Job")
            ) { _, context in
                let id: JobID = try context.id("id")
                let view = try await engine.store.read { reader -> JobView? in
                    guard let job = try reader.job(id) else { return nil }
                    return JobView(
                        job, steps: try reader.steps(job: id, attempt: job.attempt),
                        annotations: try reader.annotations(job: id, attempt: job.attempt))
                }
                guard let view else { throw Problem(.notFound, "no job \(id)") }
                return try .json(view)
            },
            Endpoint(
                method: .get, path: API.root + "/jobs/{id}/log", name: "readLog",
                summary:
                    "The job's output: all of it up to 8 MiB, a byte range (Range: bytes=0-99, or the last 100: bytes=-100), or lines.",
                parameters: [
                    Self.id, Self.attempt,
                    Endpoint.Parameter(
                        name: "from", place: .query, type: "integer", description: "First line, counted from 1."),
                    Endpoint.Parameter(
                        name: "lines", place: .query, type: "integer",
                        description: "How many lines, 1 to 10000; 1000 when absent."),
                    Endpoint.Parameter(name: "Range", place: .header, type: "string", description: "One byte range.")
                ], answer: .text(contentType: "text/plain")
            ) { request, context in
                try await log(request, context)
            },
            Endpoint(
                method: .get, path: API.root + "/jobs/{id}/summary", name: "readSummary",
                summary: "What the job's steps wrote to GITHUB_STEP_SUMMARY, as Markdown.",
                parameters: [Self.id, Self.attempt], answer: .text(contentType: "text/markdown")
            ) { request, context in
                let directory = try await directory(request, context)
                let text = (try? Data(contentsOf: URL(filePath: directory.summary))) ?? Data()
                return Response(
                    status: .ok, headers: [.contentType: "text/markdown; charset=utf-8"],
                    body: .init(byteBuffer: ByteBuffer(bytes: text)))
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

    private func log(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let directory = try await directory(request, context)
        guard let reader = try LogReader(directory) else {
            return Response(status: .ok, headers: [.contentType: Self.plain], body: .init())
        }
        if request.query("from") != nil || request.query("lines") != nil {
            let first = try request.query("from", in: 1...Int(Int32.max), default: 1)
            let count = try request.query("lines", in: 1...10_000, default: 1000)
            let range = try reader.byteRange(ofLines: first - 1..<first - 1 + count)
            return try Self.respond(.ok, reader, range.prefix(Self.maximumBytes))
        }
        let size = try reader.byteCount()
        guard let header = request.headers[.range] else {
            return try Self.respond(.ok, reader, (0..<size).prefix(Self.maximumBytes))
        }
        guard let range = ByteRange(header)?.resolve(size: size) else {
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(size)"])
        }
        let part = range.prefix(Self.maximumBytes)
        var response = try Self.respond(.partialContent, reader, part)
        response.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
        return response
    }

    /// Logs hold whatever a job wrote: never anything a browser would take for a page.
    private static let plain = "text/plain; charset=utf-8"

    private static func respond(
        _ status: HTTPResponse.Status, _ reader: LogReader, _ range: Range<Int>
    ) throws -> Response {
        let bytes = try reader.bytes(in: range)
        return Response(
            status: status, headers: [.contentType: plain, .acceptRanges: "bytes"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Range<Int> {
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
