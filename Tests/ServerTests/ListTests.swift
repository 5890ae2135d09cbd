import Core
import HTTPTypes
import Testing

@Suite struct ListTests {
    @Test func `a list is walked page by page, newest first, and ends`() async throws {
        let server = try await TestServer()
        let repository = try await server.addRepository()
        for number in 1...5 { _ = try await server.addRun(repository, name: "Run \(number)") }
        var names: [String] = []
        var path: String? = "/api/v1/runs?limit=2"
        while let current = path {
            let page = try await server.get(current).json
            let items = try #require(page["items"]?.array)
            #expect(items.count <= 2)
            names += items.compactMap { $0["name"]?.string }
            path = page["next"].map { "/api/v1/runs?limit=2&before=\($0.json())" }
        }
        #expect(names == ["Run 5", "Run 4", "Run 3", "Run 2", "Run 1"])
    }

    @Test(arguments: [
        "limit=0", "limit=201", "limit=x", "limit=", "before=x", "state=sleeping", "conclusion=great", "event=x"
    ])
    func `a parameter that is none of the known values is refused`(query: String) async throws {
        let answer = try await TestServer().get("/api/v1/runs?" + query)
        #expect(answer.status == .badRequest)
        #expect(answer.detail?.isEmpty == false)
    }

    @Test(arguments: ["/api/v1/runs", "/api/v1/events", "/api/v1/jobs/1/attempts", "/api/v1/repositories", "/live"])
    func `a misspelt parameter does not quietly return everything`(path: String) async throws {
        let answer = try await TestServer().get(path + "?brnach=main")
        #expect(answer.status == .badRequest)
        #expect(answer.detail?.contains("brnach") == true)
    }

    @Test func `only of one repository, whose name is given in either spelling`() async throws {
        let server = try await TestServer()
        _ = try await server.addRun(server.addRepository("team/a"), name: "of a")
        _ = try await server.addRun(server.addRepository("team/b"), name: "of b")
        for name in ["team/a", "team%2Fa"] {
            let items = try await server.get("/api/v1/runs?repository=" + name).json["items"]?.array
            #expect(items?.map { $0["name"]?.string } == ["of a"])
        }
        #expect(try await server.get("/api/v1/runs?repository=team/c").status == .notFound)
    }
}
