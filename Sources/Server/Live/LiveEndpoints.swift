import Core
import Engine
import HTTPTypes
import Hummingbird
import JobProtocol
import Store

/// Server-sent events: a page or a terminal subscribes to a scope and hears only of that.
struct LiveEndpoints: Sendable {
    let engine: Engine

    /// One message holds at most this much of a log, so that a slow reader does not make us hold more.
    private static let chunk = 256 << 10

    /// How soon a listener that went away without a word is noticed; proxies cut silent connections after a minute.
    private static let heartbeat: Duration = .seconds(15)

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/live", name: "listenToAll",
                summary:
                    "Server-sent events: 'run', 'event' and 'repository' say that this one changed, with {\"id\": 7} as data.",
                answer: .events
            ) { _, _ in changes { _ in true } },
            Endpoint(
                method: .get, path: "/live/runs/{id}", name: "listenToRun",
                summary: "Server-sent events: 'run' says that this run or one of its jobs changed.",
                parameters: [
                    Endpoint.Parameter(name: "id", place: .path, type: "integer", description: "The run's id.")
                ], answer: .events, jobs: .actions(.read, .run)
            ) { _, context in
                let id: RunID = try context.id("id")
                guard try await engine.store.read({ try $0.run(id) }) != nil else {
                    throw Problem(.notFound, "no run \(id)")
                }
                return changes { $0 == .run(id) }
            },
            Endpoint(
                method: .get, path: "/live/jobs/{id}/log", name: "followLog",
                summary:
                    "Server-sent events: 'log' is the next piece as a JSON string, its id the offset after it; 'end' is the last.",
                parameters: [
                    JobEndpoints.id, JobEndpoints.attemptQuery,
                    Endpoint.Parameter(
                        name: "from", place: .query, type: "integer",
                        description: "The byte to begin at; 0 when absent."
                    ),
                    Endpoint.Parameter(
                        name: "Last-Event-ID", place: .header, type: "integer",
                        description: "The byte to go on at, after a lost connection.")
                ], answer: .events, jobs: .actions(.read, .job)
            ) { request, context in try await log(request, context) }
        ]
    }

    /// `event: run`, `data: {"id": 7}`: what changed; the listener asks for the new state itself.
    private func changes(where isWanted: @escaping @Sendable (Change) -> Bool) -> Response {
        stream { writer in
            // Subscribed before the listener hears that it listens: nothing falls between its own look and ours.
            let all = engine.feed.changes()
            try await writer.comment("listening")
            for await change in all where isWanted(change) {
                let (kind, id) =
                    switch change {
                    case .event(let id): ("event", id.rawValue)
                    case .run(let id): ("run", id.rawValue)
                    case .repository(let id): ("repository", id.rawValue)
                    }
                try await writer.send(event: kind, id: nil, data: "{\"id\":\(id)}")
            }
        }
    }

    /// The log from a byte offset until the job is over.
    private func log(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: JobID = try context.id("id")
        guard let job = try await engine.store.read({ try $0.job(id) }) else {
            throw Problem(.notFound, "no job \(id)")
        }
        guard job.attempt > 0 else { throw Problem(.conflict, "job \(id) has not started") }
        let attempt = try request.query("attempt", in: 1...job.attempt, default: job.attempt)
        let last = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }.flatMap { Int($0) }.map {
            max(0, $0)
        }
        let start = try last ?? request.query("from", in: 0...Int.max, default: 0)
        let directory = engine.directory(of: id, attempt: attempt)
        return stream { writer in
            var offset = start
            let growth = engine.growth(of: directory.log)
            let changes = engine.feed.changes()
            try await writer.comment("listening")
            for await _ in merge(growth, changes, about: .run(job.run)) {
                // The state first: once it is final, the log has grown for the last time.
                let isOver = try await isOver(id, attempt: attempt)
                let before = offset
                offset = try await send(directory, from: offset, to: writer)
                // Only a write tells that the listener has gone.
                if offset == before { try await writer.comment("still here") }
                guard !isOver else { return try await writer.send(event: "end", id: offset, data: "{}") }
            }
        }
    }

    private func isOver(_ id: JobID, attempt: Int) async throws -> Bool {
        guard let job = try await engine.store.read({ try $0.job(id) }) else { return true }
        return job.attempt > attempt || job.state == .completed || job.state == .ready
    }

    private func send(_ directory: JobDirectory, from start: Int, to writer: EventWriter) async throws -> Int {
        guard let reader = try LogReader(directory) else { return start }
        var offset = start
        while true {
            let bytes = try reader.bytes(in: offset..<offset + Self.chunk)
            guard !bytes.isEmpty else { return offset }
            // A character that is cut at the end waits for its other bytes.
            let whole = bytes.count - bytes.incompleteSuffix
            let taken = whole > 0 ? whole : bytes.count
            offset += taken
            try await writer.send(
                event: "log", id: offset, data: Value.string(String(decoding: bytes[..<taken], as: UTF8.self)).json())
            if whole == 0 { return offset }
        }
    }

    /// Rings at once, then whenever the file grows or the run changes.
    private func merge(_ growth: AsyncStream<Void>, _ changes: AsyncStream<Change>, about wanted: Change)
        -> AsyncStream<Void>
    {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let task = Task {
            continuation.yield()
            await withDiscardingTaskGroup { group in
                group.addTask { for await _ in growth { continuation.yield() } }
                group.addTask {
                    for await change in changes where change == wanted { continuation.yield() }
                    continuation.finish()
                }
                group.addTask {
                    while (try? await Task.sleep(for: Self.heartbeat)) != nil { continuation.yield() }
                }
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func stream(_ body: @escaping @Sendable (EventWriter) async throws -> Void) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                let events = EventWriter(writer)
                try await body(events)
                try await events.finish()
            })
    }
}

extension [UInt8] {
    /// How many bytes at the end begin a UTF-8 character that is not complete: 0 to 3.
    var incompleteSuffix: Int {
        for back in 1...3 where back <= count {
            let byte = self[count - back]
            if byte & 0b1100_0000 == 0b1000_0000 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back ? back : 0
        }
        return 0
    }
}
