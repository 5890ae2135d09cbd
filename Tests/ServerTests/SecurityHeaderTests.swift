import HTTPTypes
import Store
import Testing

@Suite struct SecurityHeaderTests {
    @Test(arguments: ["/", "/sign-in", "/api/v1/runs", "/api/v1/runs/99", "/runs/99", "/nothing", "/healthz"])
    func `every answer forbids foreign script, framing and guessing`(path: String) async throws {
        let answer = try await TestServer().get(path)
        let policy = try #require(answer.header("Content-Security-Policy"))
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            #expect(policy.contains(part))
        }
        #expect(!policy.contains("unsafe"))
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("X-Frame-Options") == "DENY")
        #expect(answer.header("Referrer-Policy") == "same-origin")
    }

    @Test func `pages are not kept by browsers, assets are`() async throws {
        let server = try await TestServer()
        let page = try await server.get("/")
        #expect(page.header("Cache-Control") == "no-store")
        let asset = try #require(page.text.firstMatch(of: /href="(\/assets\/[^"]+\.css)"/))
        let style = try await server.get(String(asset.1), token: nil)
        #expect(style.status == .ok && style.header("Cache-Control")?.contains("immutable") == true)
    }

    @Test func `a log is never taken for a page`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository())
        let job = try await server.claim()
        try server.write(log: "<script>alert(1)</script>\n", of: job)
        let answer = try await server.get("/api/v1/jobs/\(job.id)/log")
        #expect(answer.header("Content-Type") == "text/plain; charset=utf-8")
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
    }
}
