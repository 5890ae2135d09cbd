import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct TraceTests {
    private static func whole(_ job: JobRecord) -> String? { job.operands?.first.map { "\($0.text) = \($0.value)" } }

    @Test func `a cancel does not change why a job ran`() async throws {
        let test = try await TestEngine(concurrency: 1)
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            jobs:
              runs: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}
              waits: {runs-on: local, if: "github.ref == 'refs/heads/main'", steps: [{run: make}]}
              after: {runs-on: local, needs: runs, if: success(), steps: [{run: make}]}
            """
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: run, are: ["runs": .running])
        try await test.engine.cancel(run)
        let end = try await test.finished(run)
        #expect(end.record.conclusion == .cancelled)
        #expect(Self.whole(try end.job("runs")) == "success() = true")
        #expect(Self.whole(try end.job("waits")) == "github.ref == 'refs/heads/main' = true")
        #expect(Self.whole(try end.job("after")) == "success() = false", "its if was asked after the cancel")
        try await test.stop()
    }

    @Test func `a cancel after a restart does not either, and a re-run asks anew`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            jobs:
              runs: {runs-on: local, env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}, steps: [{run: make}]}
              after: {runs-on: local, needs: runs, steps: [{run: make}]}
            """
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: run, are: ["runs": .running])
        try await test.restart()
        try await test.engine.cancel(run)
        let end = try await test.finished(run)
        #expect(Self.whole(try end.job("runs")) == "success() = true")
        #expect(Self.whole(try end.job("after")) == "success() = false")
        test.open(test.gate())
        try await test.engine.rerun(run, onlyFailed: false)
        #expect(Self.whole(try await test.finished(run).job("after")) == "success() = true")
        try await test.stop()
    }
}
