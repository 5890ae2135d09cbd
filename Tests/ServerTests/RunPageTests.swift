import Core
import Engine
import JobProtocol
import Store
import Testing

@Suite struct RunPageTests {
    @Test func `the page of a run tells why a job ran, by the parts of its if`() async throws {
        let server = try await TestServer()
        let trace = #"[{"text":"github.ref == 'x<y'","value":"true"},{"text":"github.ref","value":"\"x<y\""}]"#
        let run = try await server.addRun(server.addRepository(), job: TestServer.job(trace: trace))
        let page = try await server.get("/runs/\(run)").text
        #expect(page.contains("Why it ran"))
        #expect(page.contains("if: github.ref == &#39;x&lt;y&#39;"))
        #expect(page.contains("<td><code class=\"long\">&quot;x&lt;y&quot;</code></td>"))
    }

    @Test(arguments: [
        ("https://weather.example/7", true), ("javascript:alert(1)", false), ("https://a.example/\"onclick=\"x", true)
    ])
    func `an environment is a link when its url is one of the web`(url: String, isLink: Bool) async throws {
        let server = try await TestServer()
        let run = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        try await server.end(job, .success, deployment: Deployment(name: "staging", url: url))
        for path in ["/runs/\(run)", "/jobs/\(job.id)"] {
            let page = try await server.get(path).text
            #expect(page.contains("staging"))
            #expect(page.contains("rel=\"noopener noreferrer\"") == isLink)
            #expect(!page.contains("javascript:") && !page.contains("\"onclick"))
        }
        let attempt = try await server.get("/api/v1/jobs/\(job.id)/attempts/1").json
        #expect(attempt["environment"]?["url"]?.string == url)
    }

    @Test func `a run that waits for its concurrency group names who holds it, and its place`() async throws {
        let server = try await TestServer()
        let repository = try await server.addRepository()
        let first = try await server.addRun(repository, group: "deploy")
        let second = try await server.addRun(repository, group: "deploy")
        let third = try await server.addRun(repository, group: "deploy")
        #expect(try await !server.get("/runs/\(first)").text.contains("Waits for"))
        let next = try await server.get("/runs/\(second)").text
        #expect(
            next.contains("<a href=\"/runs/\(first)\">run \(first)</a> holds") && next.contains("It is the next one."))
        #expect(try await server.get("/runs/\(third)").text.contains("1 before it."))
    }
}
