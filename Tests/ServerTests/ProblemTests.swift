import Core
import Engine
import HTTPTypes
import Store
import Testing

@testable import Server

@Suite struct ProblemTests {
    @Test(arguments: [
        ("{", "JSON"), ("[]", "object"), ("{\"workflow\": \"a\"}", "repository"),
        ("{\"repository\": 1, \"workflow\": \"a\"}", "repository"),
        ("{\"repository\": \"a\", \"workflow\": \"a\", \"refs\": 1}", "refs")
    ])
    func `a body that is not what is asked for is refused by name`(body: String, word: String) async throws {
        let answer = try await TestServer().send(
            .post, "/api/v1/dispatches", [.contentType: "application/json"], body: body)
        #expect(answer.status == .badRequest)
        #expect(answer.detail?.contains(word) == true, "\(answer.text)")
    }

    @Test func `a body that is too large is refused`() async throws {
        let server = try await TestServer()
        let body = "{\"repository\": \"" + String(repeating: "a", count: 1 << 20) + "\"}"
        let answer = try await server.send(.post, "/api/v1/dispatches", [.contentType: "application/json"], body: body)
        #expect(answer.status == .contentTooLarge)
        let form = try await server.submit(
            "/dispatch/a", String(repeating: "a", count: 300 << 10), [.origin: "http://localhost"])
        #expect(form.status == .contentTooLarge || form.status == .notFound)
    }

    @Test(arguments: [
        "/api/v1/runs/99", "/api/v1/jobs/99", "/api/v1/events/99", "/api/v1/runs/x", "/api/v1/nothing", "/live/runs/99",
        "/live/jobs/99/log"
    ])
    func `what is not there is a problem for programs`(path: String) async throws {
        let answer = try await TestServer().get(path)
        #expect(answer.status == .notFound)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(try answer.json["status"]?.json() == "404")
        #expect(try answer.json["title"]?.string == "Not Found")
    }

    @Test(arguments: ["/runs/99", "/jobs/99", "/events/99", "/repositories/none", "/dispatch/none", "/runs/x"])
    func `what is not there is a page for people`(path: String) async throws {
        let answer = try await TestServer().get(path)
        #expect(answer.status == .notFound)
        #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
        #expect(answer.text.contains("<h1>Not Found</h1>"))
    }

    @Test func `a database that cannot be asked is 503, to be tried again`() async throws {
        let server = try await TestServer()
        server.engine.store.close()
        for path in ["/api/v1/runs", "/healthz", "/"] {
            #expect(try await server.get(path).status == .serviceUnavailable, "\(path)")
        }
    }
}
