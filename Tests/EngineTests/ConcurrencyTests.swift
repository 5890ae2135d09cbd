import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConcurrencyTests {
    private static func workflow(_ concurrency: String, gate: String) -> String {
        """
        on: push
        concurrency: \(concurrency)
        jobs:
          a:
            runs-on: local
            env: {ANNEAL_DUMMY_WAIT: '\(gate)'}
            steps: [{run: make}]
        """
    }

    private static func run(_ test: TestEngine, _ repository: TestRepository) async throws -> RunID {
        try #require(try await test.decided(try await test.push(repository)).first?.run)
    }

    @Test func `runs of a group go one after the other, and a newer one takes the place of who waits`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(
            workflows: ["ci.yml": Self.workflow("'${{ github.ref }}-CI'", gate: test.gate())])
        let first = try await Self.run(test, repository)
        _ = try await test.jobs(of: first, are: ["a": .running])
        let second = try await Self.run(test, repository)
        let third = try await Self.run(test, repository)
        let superseded = try await test.finished(second)
        #expect(superseded.record.conclusion == .cancelled)
        #expect(superseded.record.reason == "superseded by run \(third)")
        #expect(superseded.jobs.map(\.attempt) == [0])
        let place = try await test.read { try $0.place(of: .run(third)) }
        #expect(place == GroupPlace(position: 1, holder: first))
        let waiting = try await test.read { try $0.jobs(of: third) }
        #expect(waiting.map(\.state) == [.blocked])
        test.open(test.gate())
        #expect(try await test.finished(first).record.conclusion == .success)
        let last = try await test.finished(third)
        #expect(last.record.conclusion == .success)
        #expect(last.record.concurrencyGroup == "refs/heads/main-CI")
        try await test.stop()
    }

    @Test func `cancel-in-progress ends the run that holds the group`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow("{group: ci, cancel-in-progress: true}", gate: test.gate())
        ])
        let first = try await Self.run(test, repository)
        _ = try await test.jobs(of: first, are: ["a": .running])
        let second = try await Self.run(test, repository)
        let cancelled = try await test.finished(first)
        #expect(cancelled.record.conclusion == .cancelled)
        #expect(cancelled.record.reason == "superseded by run \(second)")
        test.open(test.gate())
        #expect(try await test.finished(second).record.conclusion == .success)
        try await test.stop()
    }

    @Test func `the order of a queue outlives the server`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow("{group: ci, queue: max}", gate: test.gate())
        ])
        let first = try await Self.run(test, repository)
        _ = try await test.jobs(of: first, are: ["a": .running])
        let others = [try await Self.run(test, repository), try await Self.run(test, repository)]
        try await test.restart()
        #expect(try await test.read { try $0.place(of: .run(others[1])) } == GroupPlace(position: 2, holder: first))
        test.open(test.gate())
        var ends: [FinishedRun] = []
        for run in [first] + others { ends.append(try await test.finished(run)) }
        #expect(ends.allSatisfy { $0.record.conclusion == .success })
        let starts = ends.compactMap { $0.jobs.first?.startedAt }
        #expect(starts == starts.sorted())
        #expect(try await test.read { try $0.claims(of: first) }.isEmpty)
        try await test.stop()
    }

    @Test func `a person cancels a run that waits, and the group goes on`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": Self.workflow("{group: ci, queue: max}", gate: test.gate())
        ])
        let runs = [
            try await Self.run(test, repository), try await Self.run(test, repository),
            try await Self.run(test, repository)
        ]
        try await test.engine.cancel(runs[1])
        #expect(try await test.finished(runs[1]).jobs.map(\.attempt) == [0])
        test.open(test.gate())
        #expect(try await test.finished(runs[2]).record.conclusion == .success)
        try await test.stop()
    }

    @Test func `a run that is asked for again lines up again`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(
            workflows: ["ci.yml": Self.workflow("ci", gate: test.gate())])
        test.open(test.gate())
        let first = try await Self.run(test, repository)
        _ = try await test.finished(first)
        try await test.engine.rerun(first, onlyFailed: false)
        let again = try await test.wait { reader in
            try reader.run(first).flatMap { $0.attempt == 2 && $0.state == .completed ? $0 : nil }
        }
        #expect(again.conclusion == .success)
        #expect(try await test.read { try $0.claims(of: first) }.isEmpty)
        try await test.stop()
    }

    @Test func `jobs of different runs and workflows share a group, whatever its case`() async throws {
        let test = try await TestEngine()
        func job(_ group: String) -> String {
            """
            on: push
            jobs:
              build: {runs-on: local, steps: [{run: make}]}
              deploy:
                needs: build
                runs-on: local
                concurrency: {group: \(group), queue: max}
                env: {ANNEAL_DUMMY_WAIT: '\(test.gate())'}
                steps: [{run: deploy}]
            """
        }
        let repository = try await test.repository(workflows: ["a.yml": job("Production"), "b.yml": job("production")])
        let runs = try await test.decided(try await test.push(repository)).compactMap(\.run)
        #expect(runs.count == 2)
        let waiting = try await test.wait { reader -> (JobRecord, GroupPlace)? in
            let jobs = try runs.flatMap { try reader.jobs(of: $0) }.filter { $0.key == "deploy" }
            guard jobs.contains(where: { $0.state == .running }),
                let held = jobs.first(where: { $0.state == .blocked }),
                let place = try reader.place(of: .job(held.id, of: held.run))
            else { return nil }
            return (held, place)
        }
        #expect(waiting.1.position == 1)
        test.open(test.gate())
        for run in runs { #expect(try await test.finished(run).record.conclusion == .success) }
        try await test.stop()
    }

    @Test func `a job in the group that its own run holds is told so instead of waiting for ever`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": """
            on: push
            concurrency: ci
            jobs: {a: {runs-on: local, concurrency: CI, steps: [{run: make}]}}
            """
        ])
        let end = try await test.finished(try await Self.run(test, repository))
        #expect(end.conclusions == ["a": .cancelled])
        #expect(try end.job("a").reason?.contains("its run holds the concurrency group 'CI' itself") == true)
        try await test.stop()
    }
}
