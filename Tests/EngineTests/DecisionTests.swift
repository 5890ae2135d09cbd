import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct DecisionTests {
    @Test func `every workflow gets a row that says what it did with the event`() async throws {
        let test = try await TestEngine()
        let job = "jobs: {test: {runs-on: local, steps: [{run: make}]}}\n"
        let repository = try await test.repository(workflows: [
            "a-runs.yml": "on: push\n" + job, "b-filtered.yml": "on: {push: {branches: [release]}}\n" + job,
            "c-other.yml": "on: workflow_dispatch\n" + job, "d-broken.yml": "on: push\njobs: {test: {steps: 7}}\n"
        ])
        let rows = try await test.decided(try await test.push(repository))
        #expect(
            rows.map(\.decision.workflow)
                == ["a-runs", "b-filtered", "c-other", "d-broken"].map { ".anneal/workflows/\($0).yml" })
        #expect(rows.map(\.decision.verdict) == [.matched, .filtered, .ignored, .invalid])
        #expect(rows.map { $0.run != nil } == [true, false, false, true])
        #expect(rows[1].decision.rule == "on.push.branches")
        #expect(rows[1].decision.position?.line == 1)
        #expect(rows.allSatisfy { !$0.decision.reason.isEmpty })
        let broken = try await test.finished(try #require(rows[3].run))
        #expect(broken.record.conclusion == .failure)
        #expect(!broken.record.diagnostics.isEmpty)
        try await test.stop()
    }

    /// Of a new branch that nobody has seen yet.
    private static func early(_ repository: TestRepository, at now: Timestamp) -> Event {
        Event(
            kind: .push, repository: repository.record.id, source: .request, ref: .branch("new"),
            after: CommitSHA(String(repeating: "a", count: 40)), actor: "ada", payload: .emptyObject, receivedAt: now)
    }

    @Test func `an event whose commit is not there yet is tried again`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository()
        let event = try await test.engine.submit(Self.early(repository, at: test.time.now()))
        let failed = try await test.wait { reader in try reader.event(event).flatMap { $0.attempts == 1 ? $0 : nil } }
        #expect(failed.state == .received)
        #expect(failed.error?.contains("is not in") == true)
        await test.time.someoneSleeps(atLeast: .seconds(2), atMost: .seconds(2))
        test.time.advance(by: .seconds(2))
        _ = try await test.wait { reader in try reader.event(event).flatMap { $0.attempts == 2 ? $0 : nil } }
        try await test.stop()
    }

    @Test func `a commit that never comes is given up after a minute`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository()
        let event = try await test.engine.submit(Self.early(repository, at: test.time.now()))
        for pause in [2, 4, 8, 16, 32] {
            await test.time.someoneSleeps(atLeast: .seconds(pause), atMost: .seconds(pause))
            test.time.advance(by: .seconds(pause))
        }
        let rows = try await test.decided(event)
        #expect(rows.map(\.decision.verdict) == [.ignored])
        #expect(rows.first?.decision.reason.contains("'new' is gone") == true)
        try await test.stop()
    }

    @Test func `a push that was pushed over is decided, and what came after it runs`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(
            workflows: ["ci.yml": "on: push\njobs: {test: {runs-on: local, steps: [{run: make}]}}\n"])
        let before = try repository.git.head()
        try repository.git.git("branch", "gone")
        let lost = try #require(CommitSHA(String(repeating: "a", count: 40)))
        let after = try repository.git.commit(message: "what took its place")
        for (name, before, after, ref) in [
            ("over", before, lost, "refs/heads/main"), ("kept", lost, after, "refs/heads/main"),
            ("gone", nil, lost, "refs/heads/gone")
        ] {
            let push = Webhook.push("acme/weather", name: name, before: before, after: after, ref: ref)
            #expect(await test.deliver(push).status == 202)
        }
        let run = try await test.finished(EventID(2))
        #expect(run.record.sha == after)
        let over = try await test.decided(EventID(1))
        #expect(over.map(\.decision.verdict) == [.ignored])
        #expect(over.first?.decision.reason.contains("is not in the repository, or no longer: 'main' is at") == true)
        #expect(try await test.decided(EventID(3)).map(\.decision.verdict) == [.ignored])
        try await test.stop()
    }

    @Test func `a repository whose events cannot be decided holds up no other one`() async throws {
        let test = try await TestEngine()
        let stuck = try await test.repository("acme/stuck")
        let other = try await test.repository(
            "acme/other", workflows: ["ci.yml": "on: push\njobs: {test: {runs-on: local, steps: [{run: make}]}}\n"])
        let early = Self.early(stuck, at: test.time.now())
        try await test.engine.store.write { writer in
            for _ in 0..<300 { _ = try writer.insertEvent(early) }
        }
        let run = try await test.finished(try await test.push(other))
        #expect(run.record.conclusion == .success)
        try await test.stop()
    }
}
