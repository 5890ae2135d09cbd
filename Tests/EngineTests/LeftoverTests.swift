import Core
import Engine
import Store
import Testing

/// Commands that run once, one after the other, on the same data folder.
@Suite(.timeLimit(.minutes(2))) struct LeftoverTests {
    @Test func `an event that could not be decided is given up at the next start`() async throws {
        let test = try await TestEngine { $0.endsLeftovers = true }
        let workflow = "on: push\njobs: {test: {runs-on: local, steps: [{run: make}]}}\n"
        let repository = try await test.repository(workflows: ["ci.yml": workflow])
        let nowhere = try #require(CommitSHA(String(repeating: "d", count: 40)))
        let first = try await test.engine.submit(
            Event(
                kind: .push, repository: repository.record.id, source: .request, ref: .branch("main"), after: nowhere,
                actor: "ada", payload: ["ref": "refs/heads/main"], receivedAt: test.time.now()))
        let error = try await test.wait { try $0.event(first)?.error }
        try await test.restart()
        let record = try #require(try await test.read { try $0.event(first) })
        #expect(record.state == .failed)
        #expect(record.error == error, "the cause stays")
        #expect(try await test.finished(try await test.push(repository)).record.conclusion == .success)
        try await test.stop()
    }

    @Test func `a run that was left ends at the next start, and holds no group`() async throws {
        let test = try await TestEngine(concurrency: 1) { $0.endsLeftovers = true }
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            concurrency: one
            jobs:
              a: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}
              b: {runs-on: local, needs: a, if: always(), steps: [{run: make}]}
              c: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}
            """
        ])
        let left = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: left, are: ["a": .running])
        try await test.restart()
        let end = try await test.finished(left)
        #expect(end.conclusions == ["a": .cancelled, "b": .cancelled, "c": .cancelled])
        #expect(end.record.reason == "the command that began it was ended")
        #expect(try end.job("b").attempt == 0, "always() is for a run that somebody waits for")
        test.open(test.gate())
        #expect(try await test.finished(try await test.push(repository)).record.conclusion == .success)
        try await test.stop()
    }

    @Test func `a server keeps what it finds`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            jobs: {a: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}}
            """
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: run, are: ["a": .running])
        try await test.restart()
        test.open(test.gate())
        #expect(try await test.finished(run).record.conclusion == .success)
        try await test.stop()
    }
}
