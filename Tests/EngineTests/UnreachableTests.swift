import Actions
import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct UnreachableTests {
    private static let jobs = "jobs: {test: {runs-on: local, steps: [{run: make}]}}\n"

    private static func call(_ repository: String) -> String {
        let commit = String(repeating: "c", count: 40)
        return "on: push\njobs:\n  shared:\n    uses: acme/\(repository)/.github/workflows/ci.yml@\(commit)\n"
    }

    /// Nobody listens there.
    private static func scene() async throws -> (TestEngine, TestRepository) {
        let sources = try ActionSources(["http://127.0.0.1:1/{owner}/{repo}"])
        let test = try await TestEngine { $0.actionSources = sources }
        let repository = try await test.repository(workflows: [
            "far.yml": call("shared"), "farther.yml": call("shared"), "near.yml": "on: push\n" + jobs
        ])
        return (test, repository)
    }

    /// The decisions about an event, while time goes by as fast as somebody waits for it.
    private static func decided(_ event: EventID, by test: TestEngine) async throws -> [DecisionRecord] {
        let time = test.time
        let clock = Task {
            while !Task.isCancelled {
                await time.someoneSleeps(atLeast: .milliseconds(1), atMost: .seconds(3))
                time.advance(by: .seconds(1))
                await Task.yield()
            }
        }
        defer { clock.cancel() }
        return try await test.decided(event)
    }

    @Test func `a workflow whose source can't be reached fails by itself, and the others run`() async throws {
        let (test, repository) = try await Self.scene()
        let event = try await test.push(repository)
        let decisions = try await Self.decided(event, by: test)
        let byFile = Dictionary(uniqueKeysWithValues: decisions.map { ($0.decision.workflow ?? "", $0) })
        let near = try #require(byFile[".anneal/workflows/near.yml"]?.run)
        #expect(try await test.finished(near).record.conclusion == .success)
        for name in ["far", "farther"] {
            let run = try await test.finished(try #require(byFile[".anneal/workflows/\(name).yml"]?.run))
            #expect(run.record.conclusion == .failure)
            let diagnostic = try #require(run.record.diagnostics.first { $0.severity == .error })
            #expect(diagnostic.file == ".anneal/workflows/\(name).yml")
            #expect(diagnostic.position.line == 4)
            #expect(diagnostic.message.contains("acme/shared/.github/workflows/ci.yml@ccc"))
            #expect(diagnostic.message.contains("http://127.0.0.1:1/acme/shared"), "\(diagnostic.message)")
            #expect(diagnostic.message.contains("anneal events replay"))
        }
        #expect(try await test.read { try $0.event(event) }?.attempts == 0)
        try await test.stop()
    }

    @Test func `who names a workflow does not wait for what another one calls`() async throws {
        let (test, repository) = try await Self.scene()
        let head = try repository.git.head()
        // No time goes by: whoever waits for a second try waits for ever.
        let event = try await test.engine.submit(
            Event(
                kind: .push, repository: repository.record.id, source: .request, ref: .branch("main"), after: head,
                actor: "ada", payload: ["ref": "refs/heads/main"], workflow: "near.yml", receivedAt: test.time.now()))
        #expect(try await test.finished(event).record.conclusion == .success)
        try await test.stop()
    }
}
