import Core
import Transfer

/// Prints one job's log as it grows, line by line, until the job is over.
struct LogFollower: Sendable {
    var client: APIClient
    var job: JobID
    var attempt: Int
    /// Put before each line; nil when there is only one job.
    var prefix: String?

    /// A server that restarts is back within seconds; one that is away for a minute is worth a word.
    private static let tries = 30
    private static let pause = Duration.seconds(2)

    func follow(_ context: CommandContext) async throws {
        var lines = LineSplitter()
        var lastID = ""
        var failures = 0
        while true {
            var request = client.request("GET", "/live/jobs/\(job)/log", query: [("attempt", String(attempt))])
            request.timeout = nil
            if !lastID.isEmpty { request.headers.append(.init("Last-Event-ID", lastID)) }
            do {
                for try await event in client.http.events(request) {
                    failures = 0
                    lastID = event.id
                    if event.event == "log" {
                        print(lines.take(try Self.text(event)), context)
                    } else if event.event == "end" {
                        return print(lines.finish(), context)
                    }
                }
            } catch let error as TransferError {
                if error.code == .refused { throw client.refusal(error.status ?? 0, body: []) }
                if error.code == .cancelled { throw error }
                failures += 1
                guard failures < Self.tries else { throw client.unreachable(error) }
            }
            try await context.time.sleep(for: Self.pause)
        }
    }

    private static func text(_ event: ServerSentEvent) throws -> [UInt8] {
        guard let text = (try? Value(json: event.data))?.string else {
            throw CommandError(.refused, "the server's log stream was not understood: is it of another version?")
        }
        return Array(text.utf8)
    }

    private func print(_ lines: [[UInt8]], _ context: CommandContext) {
        guard !lines.isEmpty else { return }
        let head =
            prefix.map { Array(StyledText("\($0) | ", .dim).text(coloured: context.output.isColoured(.output)).utf8) }
            ?? []
        context.output.write(lines.flatMap { head + $0 + [UInt8(ascii: "\n")] }, to: .output)
    }
}
