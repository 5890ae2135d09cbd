import Core
import HTTPTypes
import Store
import Testing

@testable import Engine
@testable import Server

@Suite struct JobAccessTests {
    /// A job of `team/weather` that runs, its token, and a run of another repository.
    private struct Scene {
        var server: TestServer
        var job: JobRecord
        var token: String
        var other: RunID

        init(_ permissions: [String: String]) async throws {
            server = try await TestServer()
            let own = try await server.addRepository()
            _ = try await server.addRun(own)
            job = try await server.claim()
            other = try await server.addRun(try await server.addRepository("team/secret"))
            let made = JobTokenMaker.make().reveal()
            token = made
            try await server.engine.store.write { [job] writer in
                try writer.insertJobToken(
                    digest: JobTokenMaker.digest(made), job: job.id, attempt: job.attempt, permissions: permissions,
                    at: TestServer.start)
            }
        }

        func get(_ path: String) async throws -> Answer { try await server.get("/api/v1" + path, token: token) }
    }

    private static let read = ["actions": "read", "contents": "read"]

    @Test func `a job reads what belongs to its own repository`() async throws {
        let scene = try await Scene(Self.read)
        for path in [
            "/runs/\(scene.job.run)", "/runs/\(scene.job.run)/jobs", "/jobs/\(scene.job.id)",
            "/jobs/\(scene.job.id)/log",
            "/jobs/\(scene.job.id)/attempts", "/events/1", "/events/1/decisions", "/repositories/team%2Fweather",
            "/repositories/team%2Fweather/due-times", "/openapi.json"
        ] {
            #expect(try await scene.get(path).status == .ok, "\(path)")
        }
    }

    @Test func `what belongs to another repository looks as if it were not there`() async throws {
        let scene = try await Scene(Self.read)
        for path in [
            "/runs/\(scene.other)", "/runs/\(scene.other)/jobs", "/runs/99", "/jobs/2", "/jobs/99", "/jobs/2/log",
            "/events/2", "/repositories/team%2Fsecret", "/repositories/nobody", "/runs?repository=team/secret",
            "/events?repository=team/secret"
        ] {
            #expect(try await scene.get(path).status == .notFound, "\(path)")
        }
    }

    @Test func `lists show a job its own repository alone`() async throws {
        let scene = try await Scene(Self.read)
        for path in ["/runs", "/events", "/repositories"] {
            let items = try #require(try await scene.get(path).json["items"]?.array)
            #expect(items.count == 1, "\(path)")
        }
        #expect(try await scene.server.get("/api/v1/runs").json["items"]?.array?.count == 2, "the admin sees all")
    }

    @Test func `changing something needs the permission to write`() async throws {
        let reader = try await Scene(Self.read)
        let cancel = "/api/v1/runs/\(reader.job.run)/cancel"
        let refused = try await reader.server.send(.post, cancel, token: reader.token, body: "")
        #expect(refused.status == .forbidden)
        #expect(refused.detail?.contains("permissions: {actions: write}") == true)
        let writer = try await Scene(["actions": "write"])
        // The run's plan is none that could be loaded: what counts is that the job got that far.
        let status = try await writer.server.send(.post, cancel, token: writer.token, body: "").status
        #expect(status != .forbidden && status != .unauthorized)
        let foreign = "/api/v1/runs/\(writer.other)/cancel"
        #expect(try await writer.server.send(.post, foreign, token: writer.token, body: "").status == .notFound)
        let dispatch: Value = ["repository": "team/secret", "workflow": "ci.yml"]
        #expect(try await writer.server.post("/api/v1/dispatches", dispatch, token: writer.token).status == .notFound)
    }

    @Test func `telling a repository of something needs the permission to write its contents`() async throws {
        let event: Value = ["event_type": "data"]
        let refused = try await Scene(["contents": "read", "actions": "write"])
        let path = "/api/v1/repositories/team%2Fweather/dispatches"
        let answer = try await refused.server.post(path, event, token: refused.token)
        #expect(answer.status == .forbidden)
        #expect(answer.detail?.contains("permissions: {contents: write}") == true)
        let writer = try await Scene(["contents": "write"])
        #expect(try await writer.server.post(path, event, token: writer.token).status == .accepted)
        let foreign = "/api/v1/repositories/team%2Fsecret/dispatches"
        #expect(try await writer.server.post(foreign, event, token: writer.token).status == .notFound)
    }

    @Test func `an event of the repository needs the permission to write contents`() async throws {
        let own = "/api/v1/repositories/team%2Fweather/dispatches"
        let body: Value = ["event_type": "retrain", "actor": "somebody else"]
        for permissions in [Self.read, ["actions": "write", "contents": "read"]] {
            let reader = try await Scene(permissions)
            let refused = try await reader.server.post(own, body, token: reader.token)
            #expect(refused.status == .forbidden)
            #expect(refused.detail?.contains("permissions: {contents: write}") == true)
        }
        let writer = try await Scene(["contents": "write"])
        let answer = try await writer.server.post(own, body, token: writer.token)
        #expect(answer.status == .accepted)
        let id = try #require(answer.json["event"]?.number.map { EventID(Int64($0)) })
        let event = try #require(try await writer.server.engine.store.read { try $0.event(id) }?.event)
        #expect(event.actor == "github-actions[bot]", "a job speaks for itself")
        #expect(event.source == .run(writer.job.run))
        #expect(event.chain == 1)
        let foreign = "/api/v1/repositories/team%2Fsecret/dispatches"
        #expect(try await writer.server.post(foreign, body, token: writer.token).status == .notFound)
    }

    @Test func `no job replays an event: it would start what only others may start`() async throws {
        let writer = try await Scene(["actions": "write", "contents": "write"])
        let replay = "/api/v1/events/1/replay"
        #expect(try await writer.server.send(.post, replay, token: writer.token, body: "").status == .forbidden)
    }

    @Test func `without a permission nothing is read, and write includes read`() async throws {
        let none = try await Scene([:])
        #expect(try await none.get("/runs").status == .forbidden)
        #expect(try await none.get("/repositories").status == .forbidden)
        let writer = try await Scene(["actions": "write"])
        #expect(try await writer.get("/runs").status == .ok)
    }

    @Test func `what is the administrator's is not a job's, whatever it may write`() async throws {
        let all = Dictionary(uniqueKeysWithValues: ["actions", "contents", "packages"].map { ($0, "write") })
        let scene = try await Scene(all)
        let new: Value = ["name": "team/mine", "url": "/srv/mine.git"]
        #expect(try await scene.server.post("/api/v1/repositories", new, token: scene.token).status == .forbidden)
        for path in ["/", "/runs/1", "/metrics", "/live"] {
            #expect(try await scene.server.get(path, token: scene.token).status == .forbidden, "\(path)")
        }
    }

    @Test func `a token is dead after its job`() async throws {
        let scene = try await Scene(Self.read)
        #expect(try await scene.get("/runs").status == .ok)
        try await scene.server.end(scene.job, .success)
        let answer = try await scene.get("/runs")
        #expect(answer.status == .unauthorized)
        #expect(answer.detail?.contains("a job that is over") == true)
    }
}
