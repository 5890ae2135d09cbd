import Core
import Engine
import HTTPTypes
import Store
import Testing

@testable import Server

@Suite struct HookTests {
    private func body(_ repository: String = "team/weather") -> String {
        let value: Value = [
            "object_kind": "push", "ref": "refs/heads/main", "before": .string(String(repeating: "1", count: 40)),
            "after": .string(String(repeating: "a", count: 40)), "user_username": "ada",
            "project": [
                "path_with_namespace": .string(repository),
                "git_http_url": .string("https://lab.example/\(repository).git")
            ]
        ]
        return value.json()
    }

    private func deliver(
        _ server: TestServer, to path: String = "/hooks/gitlab", secret: String? = TestServer.hookSecret,
        name: String = "d-1", body: String
    ) async throws -> (status: Int, message: String) {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[try #require(HTTPField.Name("X-Gitlab-Event"))] = "Push Hook"
        headers[try #require(HTTPField.Name("Idempotency-Key"))] = name
        headers[try #require(HTTPField.Name("X-Gitlab-Token"))] = secret
        let answer = try await server.send(.post, path, token: nil, headers, body: body)
        return (answer.status.code, (try? answer.json["message"]?.string) ?? answer.detail ?? "")
    }

    @Test func `a signed push is accepted once`() async throws {
        let server = try await TestServer()
        try await server.addRepository()
        #expect(try await deliver(server, body: body()).status == 202)
        let again = try await deliver(server, body: body())
        #expect(again.status == 200 && again.message.contains("duplicate"))
        #expect(try await server.engine.store.read { try $0.deliveries(limit: 10) }.count == 1)
    }

    @Test(arguments: [nil, "", "wrong", "a secret of the hoo"])
    func `without the right signature nothing is kept`(secret: String?) async throws {
        let server = try await TestServer()
        try await server.addRepository()
        #expect(try await deliver(server, secret: secret, body: body()).status == 401)
        #expect(try await server.engine.store.read { try $0.deliveries(limit: 10) }.isEmpty)
    }

    @Test func `an unknown repository with a known secret is 404, another forge 404 too`() async throws {
        let server = try await TestServer()
        try await server.addRepository()
        #expect(try await deliver(server, body: body("team/other")).status == 404)
        #expect(try await deliver(server, to: "/hooks/bitbucket", body: body()).status == 404)
    }

    @Test func `broken JSON with a good signature is 400 and kept`() async throws {
        let server = try await TestServer()
        try await server.addRepository()
        #expect(try await deliver(server, body: "{\"object_kind\": ").status == 400)
        #expect(try await server.engine.store.read { try $0.deliveries(limit: 10) }.count == 1)
    }

    @Test func `a body over 25 MB is 413, one just under is read`() async throws {
        let server = try await TestServer()
        try await server.addRepository()
        let large = String(repeating: "a", count: HookRoutes.maximumBody)
        #expect(try await deliver(server, secret: "wrong", body: large).status == 401)
        #expect(try await deliver(server, secret: "wrong", body: large + "a").status == 413)
    }

    @Test func `what cannot be kept is 503, so that the sender tries again`() async throws {
        let server = try await TestServer()
        try await server.addRepository()
        server.engine.store.close()
        #expect(try await deliver(server, body: body()).status == 503)
    }
}
