import Core
import Engine
import HTTPTypes
import Store
import Testing

@testable import Server

@Suite struct LiveTests {
    @Test func `streams say what they are, and end with the feed`() async throws {
        let server = try await TestServer()
        let run = try await server.addRun(server.addRepository())
        server.engine.feed.finish()
        for path in ["/live", "/live/runs/\(run)"] {
            let answer = try await server.get(path)
            #expect(answer.status == .ok)
            #expect(answer.header("Content-Type") == "text/event-stream")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.text == ": listening\n\n")
        }
    }

    @Test func `the log of a job that is over is told to its end`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        try server.write(log: "grüße\n", of: job)
        try await server.end(job, .success)
        let path = "/live/jobs/\(job.id)/log"
        let whole = ": listening\n\nevent: log\nid: 8\ndata: \"grüße\\n\"\n\nevent: end\nid: 8\ndata: {}\n\n"
        #expect(try await server.get(path).text == whole)
        let rest = try await server.get(path + "?from=7").text
        #expect(rest.contains("data: \"\\n\""))
        var headers = HTTPFields()
        headers[try #require(HTTPField.Name("Last-Event-ID"))] = "8"
        let end = try await server.get(path, token: TestServer.token, headers).text
        #expect(!end.contains("event: log") && end.hasSuffix("event: end\nid: 8\ndata: {}\n\n"))
        headers[try #require(HTTPField.Name("Last-Event-ID"))] = "-5"
        #expect(try await server.get(path, token: TestServer.token, headers).text == whole)
        #expect(try await server.get(path + "?from=x").status == .badRequest)
    }

    @Test(arguments: [("a", 0), ("ä", 0), ("\u{1F600}", 0)])
    func `whole characters have nothing to wait for`(text: String, wanted: Int) {
        #expect(Array(text.utf8).incompleteSuffix == wanted)
        for cut in 1..<max(2, text.utf8.count) where cut < text.utf8.count {
            #expect(Array(text.utf8.prefix(cut)).incompleteSuffix == cut)
        }
    }
}
