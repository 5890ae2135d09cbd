import Core
import Store
import Testing

@Suite struct PlanCommitTests {
    @Test func `decisions, runs and jobs are written together, once`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let event = try await test.insert(Make.push(repository, "a", "b")).id
        let filtered = Decision(
            workflow: "b.yml", verdict: .filtered, reason: "no branch matches", rule: "on.push.branches",
            position: SourcePosition(line: 3, column: 5))
        let matched = Decision(workflow: "a.yml", verdict: .matched, reason: "it listens")
        let decisions: [(Decision, NewRun?)] = [
            (filtered, nil), (matched, Make.run(repository, path: "a.yml", jobs: [Make.job("x"), Make.job("y")]))
        ]
        let commit: @Sendable (Writer) throws -> [RunID] = {
            try $0.commitPlan(event: event, at: start, decisions: decisions)
        }
        let runs = try await test.store.write(commit)
        #expect(try await test.store.write(commit) == runs, "again after a crash")
        let id = try #require(runs.first)
        try await test.store.read { reader throws in
            #expect(try reader.runs(limit: 10).map(\.id) == runs)
            let rows = try reader.decisions(of: event)
            #expect(rows.map(\.decision) == [filtered, matched])
            #expect(rows.map(\.run) == [nil, id])
            #expect(try reader.decision(startedRun: id)?.decision == matched)
            #expect(try reader.event(event)?.state == .decided)
            #expect(try reader.event(event)?.decidedAt == start)
            #expect(try reader.undecidedEvents(of: repository, limit: 10).isEmpty)
            let run = try #require(try reader.run(id))
            #expect(run.state == .queued)
            #expect(run.number == 1)
            #expect(run.seed == .max)
            #expect(run.event == event)
            #expect(run.ref == .branch("main"))
            #expect(run.diagnostics.map(\.rule) == ["unknown-key"])
            #expect(run.createdAt == start)
            #expect(try reader.plan(of: id) == "{\"jobs\":[]}")
            #expect(try reader.workflowSource(of: id) == "on: push\n")
            let jobs = try reader.jobs(of: id)
            #expect(jobs.map(\.key) == ["x", "y"])
            #expect(jobs.map(\.position) == [0, 1])
            #expect(jobs.map(\.state) == [.blocked, .blocked])
            #expect(try reader.openRuns() == runs)
        }
    }

    @Test func `a run of an invalid workflow is born completed`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let id = try await test.addRun(repository, Make.run(repository, conclusion: .failure))
        let run = try #require(try await test.store.read { try $0.run(id) })
        #expect(run.state == .completed)
        #expect(run.conclusion == .failure)
        #expect(run.finishedAt == start)
        #expect(run.reason == "born so")
        #expect(try await test.store.read { try $0.openRuns() }.isEmpty)
    }

    @Test func `numbers count for each workflow of a repository, without gaps`() async throws {
        let test = try TestStore()
        let one = try await test.addRepository("one")
        let two = try await test.addRepository("two")
        var numbers: [Int] = []
        for (repository, path) in [(one, "a"), (one, "a"), (one, "b"), (two, "a"), (one, "a")] {
            let id = try await test.addRun(repository, Make.run(repository, path: path))
            numbers.append(try #require(try await test.store.read { try $0.run(id) }).number)
        }
        #expect(numbers == [1, 2, 1, 1, 3])
        let found = try await test.store.read { try $0.run(one, workflowPath: "a", number: 3) }
        #expect(found?.id.rawValue == 5)
    }

    @Test func `a plan that breaks a rule leaves the event undecided`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let event = try await test.insert(Make.push(repository, "a", "b")).id
        let run = Make.run(repository, jobs: [Make.job("x"), Make.job("x")])
        let matched = Decision(workflow: "a.yml", verdict: .matched, reason: "it listens")
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { try $0.commitPlan(event: event, at: start, decisions: [(matched, run)]) }
        }
        #expect(error?.code == .conflict)
        #expect(try await test.store.read { try $0.undecidedEvents(of: repository, limit: 1) }.map(\.id) == [event])
        #expect(try await test.store.read { try $0.runs(limit: 1) }.isEmpty)
    }

    @Test func `one digest names one text`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        _ = try await test.addRun(repository)
        _ = try await test.addRun(repository)
        var other = Make.run(repository)
        other.workflowSource = "something else"
        let second = other
        let error = await #expect(throws: StoreError.self) { try await test.addRun(repository, second) }
        #expect(error?.code == .conflict)
    }
}
