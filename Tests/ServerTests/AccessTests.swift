import Core
import Engine
import HTTPTypes
import Store
import Testing

@testable import Server

@Suite struct AccessTests {
    @Test(arguments: ["/api/v1/runs", "/api/v1/jobs/1/log", "/api/v1/openapi.json", "/live", "/live/runs/1", "/metrics"]
    )
    func `programs that read without the token are told that they need one`(path: String) async throws {
        let server = try await TestServer()
        for token in [nil, "", "wrong", "the token of the tes", "the token of the test!"] {
            let answer = try await server.get(path, token: token)
            #expect(answer.status == .unauthorized)
            #expect(answer.header("Content-Type") == "application/problem+json")
        }
    }

    @Test(arguments: ["/", "/events", "/runs/1", "/jobs/1", "/repositories/a", "/dispatch/a"])
    func `people who are not signed in are sent to the door and back`(path: String) async throws {
        let answer = try await TestServer().get(path, token: nil)
        #expect(answer.status == .seeOther)
        #expect(answer.header("Location") == "/sign-in?to=" + path)
    }

    @Test(arguments: ["/healthz", "/sign-in"])
    func `these need no token`(path: String) async throws {
        #expect(try await TestServer().get(path, token: nil).status == .ok)
    }

    @Test(arguments: [
        "/api/v1/runs/1/cancel", "/api/v1/runs/1/rerun", "/api/v1/dispatches", "/api/v1/repositories", "/runs/1/cancel",
        "/runs/1/rerun", "/events/1/replay", "/dispatch/a", "/sign-out"
    ])
    func `nothing is changed without the token, whoever may read`(path: String) async throws {
        for publicRead in [false, true] {
            let server = try await TestServer(publicRead: publicRead)
            #expect(try await server.send(.post, path, token: nil, body: "").status == .unauthorized)
            #expect(try await server.send(.post, path, token: "wrong", body: "").status == .unauthorized)
        }
    }

    @Test func `public-read opens reading`() async throws {
        let server = try await TestServer(publicRead: true)
        for path in ["/", "/events", "/api/v1/runs", "/metrics"] {
            #expect(try await server.get(path, token: nil).status == .ok, "\(path)")
        }
        let page = try await server.get("/", token: nil).text
        #expect(page.contains("href=\"/sign-in\"") && !page.contains("method=\"post\""))
    }

    @Test(arguments: ["/hooks/../api/v1/runs", "/hooks/%2e%2e/api/v1/runs", "/assets/../events", "/assets//../"])
    func `a way out of an open folder leads nowhere`(path: String) async throws {
        #expect(try await TestServer().get(path, token: nil).status == .notFound)
    }

    @Test(arguments: ["cross-site", "same-site", "none"])
    func `a form that another site sends with our cookie changes nothing`(site: String) async throws {
        let server = try await TestServer()
        let run = try await server.addRun(server.addRepository())
        var headers = HTTPFields()
        headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = site
        #expect(try await server.submit("/runs/\(run)/cancel", "", headers).status == .forbidden)
        headers = [.origin: "https://evil.example"]
        #expect(try await server.submit("/runs/\(run)/cancel", "", headers).status == .forbidden)
        #expect(try await server.submit("/runs/\(run)/cancel", "", [:]).status == .forbidden)
        #expect(try await server.engine.store.read { try $0.run(run)?.cancelRequestedAt } == nil)
    }

    @Test func `a form of ours is known by its origin`() async throws {
        let server = try await TestServer()
        #expect(try await server.submit("/sign-out", "", [.origin: "http://localhost"]).status == .seeOther)
        #expect(
            try await server.submit("/sign-out", "", [.origin: "http://localhost.evil.example"]).status == .forbidden)
        var headers = HTTPFields()
        headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = "same-origin"
        #expect(try await server.submit("/sign-out", "", headers).status == .seeOther)
    }

    @Test(arguments: [
        "anneal_session=wrong", "anneal_session=", "anneal_session", "anneal_session=" + TestServer.token,
        "other=" + TestServer.cookie.dropFirst("anneal_session=".count)
    ])
    func `another cookie opens nothing`(cookie: String) async throws {
        let answer = try await TestServer().get("/api/v1/runs", token: nil, [.cookie: cookie])
        #expect(answer.status == .unauthorized)
    }

    @Test func `the cookie is found among others`() async throws {
        let cookies = "a=b; \(TestServer.cookie); c=d"
        #expect(try await TestServer().get("/api/v1/runs", token: nil, [.cookie: cookies]).status == .ok)
    }

    /// That the time does not tell where they differ follows from the loop, which has no way out.
    @Test func `a token matches itself and nothing else`() {
        let secret = Secret("0123456789abcdef")
        #expect(secret.matches("0123456789abcdef"))
        for other in [
            "", "0", "0123456789abcde", "0123456789abcdef0", "0123456789abcdef0123456789abcdef", "x123456789abcdef"
        ] {
            #expect(!secret.matches(other), "\(other)")
        }
        #expect(!Secret("").matches("x"))
    }

    @Test func `signing in sets a cookie that only we can read`() async throws {
        let server = try await TestServer()
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let wrong = try await server.send(.post, "/sign-in", token: nil, form, body: "token=wrong&to=/events")
        #expect(wrong.status == .unauthorized && wrong.header("Set-Cookie") == nil)
        #expect(wrong.text.contains("not the right one"))
        let right = try await server.send(
            .post, "/sign-in", token: nil, form, body: "token=the+token%20of+the+test&to=%2Fevents")
        #expect(right.status == .seeOther && right.header("Location") == "/events")
        let cookie = try #require(right.header("Set-Cookie"))
        for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Secure"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains(TestServer.token))
        let session = String(cookie.prefix { $0 != ";" })
        #expect(try await server.get("/api/v1/runs", token: nil, [.cookie: session]).status == .ok)
    }

    @Test func `a session ends at its time, and with the token it was made from`() {
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        let session = Session(Secret("one"))
        let text = session.make(at: now)
        let end = Timestamp(milliseconds: now.milliseconds + Int64(Session.length) * 1000)
        #expect(session.isValid(text, at: now))
        #expect(session.isValid(text, at: Timestamp(milliseconds: end.milliseconds - 1)))
        #expect(!session.isValid(text, at: end))
        #expect(!Session(Secret("two")).isValid(text, at: now))
        let later = "9999999999." + text.split(separator: ".")[1]
        #expect(!session.isValid(later, at: now), "the end is signed")
    }

    @Test(arguments: ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nX: y"])
    func `after signing in nobody is led elsewhere`(place: String) async throws {
        let escaped = place.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let answer = try await TestServer().send(
            .post, "/sign-in", token: nil, [.contentType: "application/x-www-form-urlencoded"],
            body: "token=the+token+of+the+test&to=" + escaped)
        #expect(answer.header("Location") == "/")
    }
}
