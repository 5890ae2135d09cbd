import Core
import Engine
import Foundation
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct RunTests {
    /// Jobs by name, each with what the dummy executor is told.
    private static func workflow(_ jobs: [(name: String, needs: String?, variables: [String: String])]) -> String {
        var text = "on: push\njobs:\n"
        for job in jobs {
            text += "  \(job.name):\n    runs-on: local\n"
            if let needs = job.needs { text += "    needs: \(needs)\n" }
            if !job.variables.isEmpty {
                text += "    env:\n"
                for (name, value) in job.variables { text += "      \(name): '\(value)'\n" }
            }
            text += "    steps:\n      - run: make\n"
        }
        return text
    }

    @Test func `no more jobs run at a time than the server may`() async throws {
        let test = try await TestEngine(concurrency: 2)
        let names = ["a", "b", "c", "d", "e"]
        let waits = ["ANNEAL_DUMMY_WAIT": test.gate()]
        let repository = try await test.repository(
            workflows: ["ci.yml": Self.workflow(names.map { ($0, nil, waits) })])
        let event = try await test.push(repository)
        let run = try #require(try await test.decided(event).first?.run)
        let jobs = try await test.jobs(of: run, are: ["a": .running, "b": .running])
        #expect(jobs.map(\.state) == [.running, .running, .ready, .ready, .ready])
        test.open(test.gate())
        let end = try await test.finished(run)
        #expect(end.record.conclusion == .success)
        #expect(end.jobs.allSatisfy { $0.attempt == 1 })
        try await test.stop()
    }

    @Test func `nothing starts after a drain, and the next life takes it up`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: ["ci.yml": Self.workflow([("a", nil, [:])])])
        test.engine.drain()
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        let waiting = try await test.jobs(of: run, are: ["a": .ready])
        #expect(waiting.map(\.attempt) == [0])
        try await test.restart()
        #expect(try await test.finished(run).record.conclusion == .success)
        try await test.stop()
    }

    @Test func `a job goes on while no server is there, and its end is found`() async throws {
        let test = try await TestEngine()
        let jobs: [(name: String, needs: String?, variables: [String: String])] = [
            ("a", nil, ["ANNEAL_DUMMY_WAIT": test.gate()]), ("b", "a", [:])
        ]
        let repository = try await test.repository(workflows: ["ci.yml": Self.workflow(jobs)])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        let running = try await test.jobs(of: run, are: ["a": .running])
        try await test.stop()
        test.open(test.gate())
        try await test.restart()
        let end = try await test.finished(run)
        #expect(end.conclusions == ["a": .success, "b": .success])
        #expect(try end.job("a").attempt == 1)
        #expect(try end.job("a").id == running.first?.id)
        try await test.stop()
    }

    @Test func `a job that lost its supervisor, or could not be set up, is tried once more`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow([
                ("vanishes", nil, ["ANNEAL_DUMMY_VANISH": "1"]), ("refuses", nil, ["ANNEAL_DUMMY_REFUSE": "no room"])
            ])
        ])
        let end = try await test.finished(try await test.push(repository))
        #expect(end.conclusions == ["vanishes": .lost, "refuses": .setupFailure])
        #expect(end.jobs.map(\.attempt) == [2, 2])
        #expect(try end.job("refuses").reason == "no room")
        for job in end.jobs {
            let attempts = try await test.read { try $0.attempts(of: job.id) }
            #expect(attempts.map(\.conclusion) == [job.conclusion, job.conclusion])
        }
        try await test.stop()
    }

    @Test func `a cancel reaches the job that runs`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow([("a", nil, ["ANNEAL_DUMMY_WAIT": test.gate()]), ("b", "a", [:])])
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: run, are: ["a": .running])
        try await test.engine.cancel(run)
        let end = try await test.finished(run)
        #expect(end.record.conclusion == .cancelled)
        #expect(end.conclusions == ["a": .cancelled, "b": .cancelled])
        let error = await #expect(throws: EngineError.self) { try await test.engine.cancel(run) }
        #expect(error?.code == .conflict)
        try await test.stop()
    }

    @Test func `a cancel is not forgotten when the server is restarted`() async throws {
        let test = try await TestEngine(concurrency: 1)
        let waits = ["ANNEAL_DUMMY_WAIT": test.gate()]
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow([("a", nil, waits), ("b", nil, waits)])
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: run, are: ["a": .running])
        try await test.engine.cancel(run)
        try await test.restart()
        let end = try await test.finished(run)
        #expect(end.conclusions == ["a": .cancelled, "b": .cancelled])
        #expect(try end.job("b").attempt == 0)
        try await test.stop()
    }

    @Test func `failed jobs run again with their dependants, on the same commit`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow([
                ("good", nil, [:]), ("bad", nil, ["ANNEAL_DUMMY_CONCLUSION": "failure"]), ("after", "bad", [:])
            ])
        ])
        let first = try await test.finished(try await test.push(repository))
        #expect(first.conclusions == ["good": .success, "bad": .failure, "after": .skipped])
        try repository.git.commit(["README.md": "moved on"])
        try await test.engine.rerun(first.record.id, onlyFailed: true)
        let second = try await test.wait { reader in
            try reader.run(first.record.id).flatMap { $0.attempt == 2 && $0.state == .completed ? $0 : nil }
        }
        #expect(second.sha == first.record.sha)
        let jobs = try await test.read { try $0.jobs(of: first.record.id) }
        #expect(jobs.map(\.attempt) == [1, 2, 0])
        let attempts = try await test.read { try $0.attempts(of: jobs[1].id) }
        #expect(attempts.map(\.runAttempt) == [1, 2])
        try await test.stop()
    }

    @Test func `a run that is not over cannot be asked for again, and one without failures has none to repeat`()
        async throws
    {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow([("a", nil, ["ANNEAL_DUMMY_WAIT": test.gate()])])
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        _ = try await test.jobs(of: run, are: ["a": .running])
        await #expect(throws: EngineError.self) { try await test.engine.rerun(run, onlyFailed: false) }
        test.open(test.gate())
        _ = try await test.finished(run)
        await #expect(throws: EngineError.self) { try await test.engine.rerun(run, onlyFailed: true) }
        try await test.stop()
    }

    @Test func `the folder of an attempt goes away with it`() async throws {
        let test = try await TestEngine()
        let workspaces = test.configuration.data.workspaces
        let repository = try await test.repository(workflows: ["ci.yml": Self.workflow([("a", nil, [:])])])
        for frame in ["1-1", "900-1"] {
            try FileManager.default.createDirectory(
                atPath: workspaces + "/" + frame, withIntermediateDirectories: true)
        }
        try Data().write(to: URL(fileURLWithPath: workspaces + "/kept"))
        let end = try await test.finished(try await test.push(repository))
        #expect(end.jobs.map(\.id) == [JobID(1)])
        try await test.restart()
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspaces) == ["kept"])
        try await test.stop()
    }

    @Test func `retry says how often, of what, and after which pause a job is tried again`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            jobs:
              flaky:
                runs-on: local
                retry: {max: 2, on: [exit 75], backoff: 30s}
                env: {ANNEAL_DUMMY_CONCLUSION: failure, ANNEAL_DUMMY_EXIT_CODE: 75}
                steps: [{run: make}]
              broken:
                runs-on: local
                retry: {max: 2, on: [exit 75]}
                env: {ANNEAL_DUMMY_CONCLUSION: failure, ANNEAL_DUMMY_EXIT_CODE: 1}
                steps: [{run: make}]
            """
        ])
        let run = try #require(try await test.decided(try await test.push(repository)).first?.run)
        for attempt in 1...2 {
            let job = try await test.wait { reader in
                try reader.jobs(of: run).first { $0.key == "flaky" && $0.state == .ready && $0.attempt == attempt }
            }
            #expect(job.notBefore == test.time.now() + .seconds(30))
            await test.time.someoneSleeps(atLeast: .seconds(30), atMost: .seconds(30))
            test.time.advance(by: .seconds(30))
        }
        let end = try await test.finished(run)
        #expect(try end.job("flaky").attempt == 3)
        #expect(try end.job("broken").attempt == 1)
        #expect(end.record.conclusion == .failure)
        try await test.stop()
    }
}
