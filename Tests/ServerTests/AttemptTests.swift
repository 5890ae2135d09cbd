import Core
import HTTPTypes
import Store
import Testing

@Suite struct AttemptTests {
    /// A job that failed, and passed when it was tried again.
    private func world() async throws -> (TestServer, JobID) {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let first = try await server.claim()
        try server.write(log: "the first try\n", summary: "# First", of: first)
        try await server.end(first, .failure, isReadyAgain: true)
        let second = try await server.claim()
        try server.write(log: "the second try\n", of: second)
        try await server.end(second, .success)
        return (server, first.id)
    }

    @Test func `every attempt of a job is told of, newest first`() async throws {
        let (server, job) = try await world()
        let items = try #require(try await server.get("/api/v1/jobs/\(job)/attempts").json["items"]?.array)
        #expect(items.map { $0["conclusion"]?.string } == ["success", "failure"])
        #expect(items.map { $0["attempt"]?.json() } == ["2", "1"])
        #expect(items.allSatisfy { $0["steps"] == nil && $0["host"]?["hostname"]?.string == "gpu-1" })
        let page = try await server.get("/api/v1/jobs/\(job)/attempts?limit=1").json
        #expect(page["next"]?.json() == "2")
        let rest = try await server.get("/api/v1/jobs/\(job)/attempts?limit=1&before=2").json
        #expect(rest["items"]?.array?.first?["attempt"]?.json() == "1")
    }

    @Test func `an attempt has steps, a log and a summary of its own`() async throws {
        let (server, job) = try await world()
        let first = try await server.get("/api/v1/jobs/\(job)/attempts/1").json
        #expect(first["conclusion"]?.string == "failure")
        #expect(first["steps"]?.array?.first?["name"]?.string == "Try 1")
        #expect(try await server.get("/api/v1/jobs/\(job)/attempts/1/log").text == "the first try\n")
        #expect(try await server.get("/api/v1/jobs/\(job)/attempts/2/log").text == "the second try\n")
        #expect(try await server.get("/api/v1/jobs/\(job)/log?attempt=1").text == "the first try\n")
        #expect(try await server.get("/api/v1/jobs/\(job)/attempts/1/summary").text == "# First")
        #expect(try await server.get("/api/v1/jobs/\(job)/attempts/2/summary").text == "")
    }

    @Test(arguments: ["0", "3", "-1", "x", "99999999999999999999"])
    func `an attempt that was never made is not found`(number: String) async throws {
        let (server, job) = try await world()
        for path in ["", "/log", "/summary"] {
            #expect(try await server.get("/api/v1/jobs/\(job)/attempts/\(number)\(path)").status == .notFound)
        }
        #expect(try await server.get("/api/v1/jobs/99/attempts").status == .notFound)
        #expect(try await server.get("/api/v1/jobs/99/attempts/1").status == .notFound)
    }

    @Test func `the page of an earlier attempt tells how that one ended`() async throws {
        let (server, job) = try await world()
        let latest = try await server.get("/jobs/\(job)").text
        #expect(latest.contains("the second try") && latest.contains("passed</span>"))
        #expect(latest.contains("href=\"/jobs/\(job)?attempt=1\""))
        let first = try await server.get("/jobs/\(job)?attempt=1").text
        #expect(first.contains("the first try") && first.contains("failed</span>") && first.contains("as told"))
        #expect(!first.contains("passed</span>"))
        #expect(try await server.get("/jobs/\(job)?attempt=3").status == .notFound)
    }
}
