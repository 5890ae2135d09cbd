import Core
import JobProtocol
import Store
import Testing

@Suite struct JobTests {
    @Test func `an update writes what it says and keeps what it leaves out`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let fact = JobFact(sequence: 1, at: start + .seconds(2), what: .started(pid: 1, host: Make.host))
        try await test.store.write { writer in
            _ = try writer.record(facts: [fact], job: job.id, attempt: 1, offset: 10)
            var update = Make.update(job, .running)
            update.trace = "{\"if\":true}"
            try writer.save(update)
            try writer.save(Make.update(job, .completed, .success))
        }
        let done = try #require(try await test.store.read { try $0.job(job.id) })
        #expect(done.state == .completed)
        #expect(done.conclusion == .success)
        #expect(done.trace == "{\"if\":true}")
        #expect(done.outputs == ["a": "1"])
        #expect(done.readyAt == start)
        #expect(done.startedAt == start + .seconds(2), "as the journal said")
        #expect(done.finishedAt == start)
        #expect(done.name == "Job test")
        #expect(done.attempt == 1)

        try await test.store.write { try $0.save(Make.update(job, .ready)) }
        let again = try #require(try await test.store.read { try $0.job(job.id) })
        #expect(again.state == .ready)
        #expect(again.startedAt == nil)
        #expect(again.conclusion == nil)
    }

    @Test func `an update of nothing is an error`() async throws {
        let test = try TestStore()
        var job = try await test.addClaimedJob()
        job.id = JobID(77)
        let update = Make.update(job, .running)
        let error = await #expect(throws: StoreError.self) { try await test.store.write { try $0.save(update) } }
        #expect(error?.code == .notFound)
    }

    @Test func `combinations of a matrix come behind the jobs there are`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let run = try await test.addRun(repository, jobs: [Make.job("a"), Make.job("b")])
        let added = try await test.store.write { writer in
            try writer.insertJobs(run, [Make.job("b/1", .ready), Make.job("b/2", .ready)])
        }
        #expect(added.map(\.key) == ["b/1", "b/2"])
        let jobs = try await test.store.read { try $0.jobs(of: run) }
        #expect(jobs.map(\.position) == [0, 1, 2, 3])
        #expect(jobs.suffix(2).map(\.id) == added.map(\.id))
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { _ = try $0.insertJobs(run, [Make.job("a")]) }
        }
        #expect(error?.code == .conflict)
    }

    @Test func `jobs that are not over are counted by state`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        _ = try await test.addRun(repository, jobs: [Make.job("a", .ready), Make.job("b", .ready), Make.job("c")])
        let job = try #require(try await test.store.write { try $0.claimReady(limit: 1, at: start) }.first)
        #expect(try await test.store.read { try $0.jobCounts() } == [.starting: 1, .ready: 1, .blocked: 1])
        try await test.store.write { try $0.save(Make.update(job, .completed, .lost)) }
        #expect(try await test.store.read { try $0.jobCounts() } == [.ready: 1, .blocked: 1])
    }

    @Test func `open jobs come with their attempts`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let open = try await test.store.read { try $0.openJobs() }
        #expect(open.map(\.0) == [job])
        #expect(open.map(\.1.number) == [1])
        try await test.store.write { try $0.save(Make.update(job, .completed, .failure)) }
        #expect(try await test.store.read { try $0.openJobs() }.isEmpty)
    }
}
