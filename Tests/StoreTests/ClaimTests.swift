import Core
import Store
import Testing

@Suite struct ClaimTests {
    @Test func `older runs go first, and in a run the order of the workflow`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let first = try await test.addRun(
            repository, jobs: [Make.job("z", .ready), Make.job("b"), Make.job("a", .ready)])
        let second = try await test.addRun(repository, jobs: [Make.job("c", .ready)])
        let claimed = try await test.store.write { try $0.claimReady(limit: 2, at: start) }
        #expect(claimed.map(\.key) == ["z", "a"])
        #expect(claimed.allSatisfy { $0.run == first && $0.state == .starting && $0.attempt == 1 })
        #expect(try await test.store.write { try $0.claimReady(limit: 5, at: start) }.map(\.run) == [second])
        #expect(try await test.store.write { try $0.claimReady(limit: 5, at: start) }.isEmpty)
        let attempt = try #require(try await test.store.read { try $0.attempt(1, of: claimed[0].id) })
        #expect(attempt.createdAt == start)
        #expect(attempt.runAttempt == 1)
        #expect(attempt.sequence == 0)
    }

    @Test func `a claim starts the run, once`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let run = try await test.addRun(repository, jobs: [Make.job("a", .ready), Make.job("b", .ready)])
        #expect(try await test.store.read { try $0.run(run)?.state } == .queued)
        _ = try await test.store.write { try $0.claimReady(limit: 1, at: start) }
        _ = try await test.store.write { try $0.claimReady(limit: 1, at: start + .seconds(5)) }
        let record = try #require(try await test.store.read { try $0.run(run) })
        #expect(record.state == .running)
        #expect(record.startedAt == start)
    }

    @Test func `a retry waits until its time and is a new attempt`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let due = start + .seconds(30)
        #expect(try await test.store.read { try $0.nextReadyTime() } == nil)
        try await test.store.write { try $0.save(Make.update(job, .ready, notBefore: due)) }
        #expect(try await test.store.read { try $0.nextReadyTime() } == due)
        #expect(try await test.store.write { try $0.claimReady(limit: 1, at: start + .milliseconds(29_999)) }.isEmpty)
        let again = try #require(try await test.store.write { try $0.claimReady(limit: 1, at: due) }.first)
        #expect(again.id == job.id)
        #expect(again.attempt == 2)
        #expect(again.notBefore == nil)
        #expect(try await test.store.read { try $0.attempts(of: job.id) }.map(\.number) == [1, 2])
        #expect(try await test.store.read { try $0.nextReadyTime() } == nil)
    }

    /// Eight claimers, some of whom put their jobs back: whatever the order, no attempt of a job is handed out twice.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `no attempt of a job is handed out twice`(seed: UInt64) async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var random = SplitMix(seed: seed)
        var total = 0
        for _ in 0..<5 {
            let jobs = (0..<Int.random(in: 1...12, using: &random)).map { Make.job("j\($0)", .ready) }
            total += jobs.count
            _ = try await test.addRun(repository, jobs: jobs)
        }
        let claimed = try await withThrowingTaskGroup(of: [JobRecord].self) { group in
            for _ in 0..<8 {
                let seed = random.next()
                group.addTask {
                    var random = SplitMix(seed: seed)
                    var claimed: [JobRecord] = []
                    while true {
                        let limit = Int.random(in: 1...4, using: &random)
                        let jobs = try await test.store.write { try $0.claimReady(limit: limit, at: start) }
                        if jobs.isEmpty { return claimed }
                        claimed += jobs
                        for job in jobs where job.attempt == 1 && Bool.random(using: &random) {
                            try await test.store.write { try $0.save(Make.update(job, .ready)) }
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let attempts = claimed.map { "\($0.id)/\($0.attempt)" }
        #expect(Set(attempts).count == attempts.count, "seed \(seed)")
        #expect(Set(claimed.map(\.id)).count == total, "seed \(seed): every job was handed out")
    }
}
