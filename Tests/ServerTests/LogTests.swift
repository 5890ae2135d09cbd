import Core
import Engine
import HTTPTypes
import JobProtocol
import Store
import Testing

@testable import Server

@Suite struct LogTests {
    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=0-4", 0..<5), ("bytes=5-", 5..<10), ("bytes=-3", 7..<10), ("bytes=-99", 0..<10),
        ("bytes=0-99", 0..<10), ("bytes=9-9", 9..<10)
    ])
    func `a byte range is what HTTP says`(header: String, wanted: Range<Int>) {
        #expect(ByteRange(header)?.resolve(size: 10) == wanted)
    }

    @Test(arguments: [
        "bytes=10-", "bytes=10-12", "bytes=5-4", "bytes=-0", "bytes=", "bytes=-", "bytes=a-b", "lines=0-1",
        "bytes=0-1,3-4",
        "bytes=1--2", "bytes=99999999999999999999-", "bytes=٣-"
    ])
    func `what is no range of the log is refused`(header: String) {
        #expect(ByteRange(header)?.resolve(size: 10) == nil)
    }

    @Test func `a log is read by bytes and by lines`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        let path = "/api/v1/jobs/\(job.id)/log"
        #expect(try await server.get(path).text == "")
        try server.write(log: "one\ntwo\nthree\n", of: job)
        #expect(try await server.get(path).text == "one\ntwo\nthree\n")
        let part = try await server.get(path, token: TestServer.token, [.range: "bytes=4-6"])
        #expect(part.status == .partialContent && part.text == "two")
        #expect(part.header("Content-Range") == "bytes 4-6/14")
        let beyond = try await server.get(path, token: TestServer.token, [.range: "bytes=14-"])
        #expect(beyond.status == .rangeNotSatisfiable && beyond.header("Content-Range") == "bytes */14")
        #expect(try await server.get(path + "?from=2&lines=1").text == "two\n")
        #expect(try await server.get(path + "?from=9").text == "")
        #expect(try await server.get(path + "?from=0").status == .badRequest)
        #expect(try await server.get(path + "?attempt=2").status == .badRequest)
    }

    @Test func `a whole log comes whole, however long it is`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        let log = String(repeating: "a line of thirty-two characters\n", count: (LogAnswer.maximumBytes >> 5) + 1000)
        try server.write(log: log, of: job)
        let path = "/api/v1/jobs/\(job.id)/log"
        let whole = try await server.get(path)
        #expect(whole.status == .ok && whole.body.count == log.utf8.count)
        let part = try await server.get(path, token: TestServer.token, [.range: "bytes=0-"])
        #expect(part.status == .partialContent && part.body.count == LogAnswer.maximumBytes)
        #expect(part.header("Content-Range") == "bytes 0-\(LogAnswer.maximumBytes - 1)/\(log.utf8.count)")
    }

    @Test func `a job that has not started has no log yet`() async throws {
        let server = try await TestServer()
        let run = try await server.addRun(server.addRepository())
        let job = try #require(try await server.engine.store.read { try $0.jobs(of: run) }.first)
        #expect(try await server.get("/api/v1/jobs/\(job.id)/log").status == .notFound)
        #expect(try await server.get("/live/jobs/\(job.id)/log").status == .conflict)
        #expect(try await server.get("/jobs/\(job.id)").text.contains("Nothing yet"))
    }

    @Test func `a page of a large log holds a thousand lines, wherever it is opened`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        let lines = 500_000
        let text = (1...lines).map { "line \($0) of a long training\n" }.joined()
        try server.write(log: text, of: job)
        for (query, first) in [("", lines - 999), ("?from=1", 1), ("?from=250000", 250_000)] {
            let page = try await server.get("/jobs/\(job.id)\(query)").text
            #expect(page.utf8.count < 400_000)
            #expect(page.contains("id=\"L\(first)\"") && page.contains("id=\"L\(first + 999)\""))
            #expect(!page.contains("id=\"L\(first - 1)\"") && !page.contains("id=\"L\(first + 1000)\""))
            #expect(page.contains("of \(lines)</span>"))
        }
    }

    @Test func `a search from the page finds words with a space between them`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        try server.write(log: "line 1\nline 7 + 7\n", of: job)
        #expect(try await server.get("/jobs/\(job.id)?q=LINE+7").text.contains("1 line with"))
        #expect(try await server.get("/jobs/\(job.id)?q=7+%2B+7").text.contains("1 line with"))
    }
}
