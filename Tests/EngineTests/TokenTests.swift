import Core
import JobProtocol
import OrderedCollections
import Store
import Testing
import Workflows

@testable import Engine

@Suite(.timeLimit(.minutes(2))) struct TokenTests {
    private static func pullRequest(from head: String) -> Event {
        Event(
            kind: EventKind(rawValue: "pull_request"), repository: RepositoryID(1), source: .request, ref: nil,
            after: nil, actor: "eve",
            payload: [
                "pull_request": [
                    "head": ["repo": ["full_name": .string(head)]], "base": ["repo": ["full_name": "acme/weather"]]
                ]
            ], receivedAt: Timestamp(milliseconds: 0))
    }

    private static let push = Event(
        kind: .push, repository: RepositoryID(1), source: .request, ref: nil, after: nil, actor: "ada",
        payload: .emptyObject, receivedAt: Timestamp(milliseconds: 0))

    @Test func `without permissions a job may read and not write`() {
        let permissions = JobTokenMaker.permissions(nil, event: Self.push)
        #expect(permissions["actions"] == "read")
        #expect(permissions["contents"] == "read")
        #expect(!permissions.values.contains("write"))
    }

    @Test func `with permissions a job may do what is listed and nothing else`() {
        let wanted = Permissions.scopes([.actions: .write])
        #expect(JobTokenMaker.permissions(wanted, event: Self.push) == ["actions": "write"])
        #expect(JobTokenMaker.permissions(.scopes([:]), event: Self.push).isEmpty)
    }

    @Test func `a pull request from elsewhere gets to read at most`() {
        let wanted = Permissions.scopes([.actions: .write, .contents: .read])
        let foreign = JobTokenMaker.permissions(wanted, event: Self.pullRequest(from: "eve/weather"))
        #expect(foreign == ["actions": "read", "contents": "read"])
        let own = JobTokenMaker.permissions(wanted, event: Self.pullRequest(from: "acme/weather"))
        #expect(own == ["actions": "write", "contents": "read"])
        var unknown = Self.pullRequest(from: "")
        unknown.payload = .emptyObject
        #expect(JobTokenMaker.permissions(wanted, event: unknown)["actions"] == "read")
    }

    @Test func `no two tokens are the same, and one says what it is`() {
        let tokens = Set((0..<100).map { _ in JobTokenMaker.make().reveal() })
        #expect(tokens.count == 100)
        #expect(tokens.allSatisfy { $0.hasPrefix("anneal_job_") && $0.count == "anneal_job_".count + 64 })
    }

    @Test func `a job gets a token of its own through the pipe, and it dies with the attempt`() async throws {
        let recorder = SecretRecorder()
        let test = try await TestEngine(executor: recorder)
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            jobs:
              a: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}
              b: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}
            """
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        let jobs = try await test.jobs(of: run, are: ["a": .running, "b": .running])
        let tokens = recorder.tokens
        #expect(Set(tokens.values).count == 2)
        for job in jobs {
            let token = try #require(tokens[job.id])
            let known = try #require(try await test.engine.jobToken(token))
            #expect(known.job == job.id && known.run == run && known.repository == repository.record.id)
            let plan = try JobPlan(readFrom: test.engine.directory(of: job.id, attempt: 1))
            #expect(plan.environment.first?.map(\.name) == ["ANNEAL_URL", "ANNEAL_TOKEN"])
            #expect(!"\(plan)".contains(token))
        }
        #expect(try await test.engine.jobToken("anneal_job_0") == nil)
        test.open(test.gate())
        _ = try await test.finished(run)
        for token in tokens.values { #expect(try await test.engine.jobToken(token) == nil) }
        try await test.stop()
    }
}
