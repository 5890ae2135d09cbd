import Core
import Store
import Testing

@Suite struct ConcurrencyTests {
    private static func claim(_ group: String = "deploy", _ queue: GroupClaim.Queue = .single, cancels: Bool = false)
        -> GroupClaim
    {
        GroupClaim(group: group, cancelsInProgress: cancels, queue: queue)
    }

    /// A run that wants a group, as a decided event makes it.
    private static func run(_ test: TestStore, _ repository: RepositoryID, _ claim: GroupClaim) async throws -> RunID {
        var new = Make.run(repository, jobs: [Make.job("a")])
        new.claim = claim
        return try await test.addRun(repository, new)
    }

    private static func leave(_ test: TestStore, _ run: RunID) async throws -> ClaimRecord? {
        try await test.store.write { try $0.leaveGroup(.run(run)) }
    }

    private static func states(_ test: TestStore, _ runs: [RunID]) async throws -> [String] {
        try await test.store.read { reader in
            try runs.map { run in
                guard let claim = try reader.claim(of: .run(run)) else { return "out" }
                return claim.endReason ?? (claim.isHolding ? "holds" : "waits")
            }
        }
    }

    @Test func `one holds a group, one waits, and a newer one takes the place of who waits`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var runs: [RunID] = []
        for _ in 0..<3 { runs.append(try await Self.run(test, repository, Self.claim())) }
        #expect(try await Self.states(test, runs) == ["holds", "superseded by run 3", "waits"])
        let ending = try await test.store.read { try $0.endingClaims() }
        #expect(ending.map(\.member) == [.run(runs[1])])
        let last = runs[2]
        let place = try await test.store.read { try $0.place(of: .run(last)) }
        #expect(place == GroupPlace(position: 1, holder: runs[0]))
        #expect(try await Self.leave(test, runs[1]) == nil, "it did not hold the group")
        #expect(try await Self.leave(test, runs[0])?.member == .run(runs[2]))
        #expect(try await Self.states(test, runs) == ["out", "out", "holds"])
        #expect(try await test.store.read { try $0.run(last)?.concurrencyGroup } == "deploy")
    }

    @Test func `with queue max all wait in their order, and the group goes from one to the next`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var runs: [RunID] = []
        for _ in 0..<4 { runs.append(try await Self.run(test, repository, Self.claim("deploy", .max))) }
        #expect(try await Self.states(test, runs) == ["holds", "waits", "waits", "waits"])
        let last = runs[3]
        let place = try await test.store.read { try $0.place(of: .run(last)) }
        #expect(place?.position == 3)
        for index in 0..<3 {
            #expect(try await Self.leave(test, runs[index])?.member == .run(runs[index + 1]))
        }
        #expect(try await Self.leave(test, runs[3]) == nil)
    }

    @Test func `the queue has an end, and who comes later is told so`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var runs: [RunID] = []
        for _ in 0...GroupClaim.longestQueue + 1 {
            runs.append(try await Self.run(test, repository, Self.claim("deploy", .max)))
        }
        let states = try await Self.states(test, runs)
        #expect(states.count { $0 == "waits" } == GroupClaim.longestQueue)
        #expect(states.last == "100 wait for the concurrency group 'deploy' already")
    }

    @Test func `cancel-in-progress ends who holds and who waits`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var runs: [RunID] = []
        for cancels in [false, false, true] {
            runs.append(try await Self.run(test, repository, Self.claim(cancels: cancels)))
        }
        #expect(
            try await Self.states(test, runs) == ["superseded by run 3", "superseded by run 3", "waits"])
        #expect(try await Self.leave(test, runs[0])?.member == .run(runs[2]), "who is to end is passed over")
    }

    @Test func `groups are compared without case, within a repository`() async throws {
        let test = try TestStore()
        let (one, two) = (try await test.addRepository("one"), try await test.addRepository("two"))
        let runs = [
            try await Self.run(test, one, Self.claim("Prod")), try await Self.run(test, one, Self.claim("PROD")),
            try await Self.run(test, two, Self.claim("prod")), try await Self.run(test, one, Self.claim("other"))
        ]
        #expect(try await Self.states(test, runs) == ["holds", "waits", "holds", "holds"])
    }

    @Test func `entering twice changes nothing`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let first = try await Self.run(test, repository, Self.claim())
        let second = try await Self.run(test, repository, Self.claim())
        let again = try await test.store.write {
            try $0.enterGroup(.run(second), Self.claim(), repository: repository, at: start)
        }
        #expect(!again.isHolding && again.endReason == nil)
        #expect(try await Self.states(test, [first, second]) == ["holds", "waits"])
    }

    @Test func `jobs and runs share the groups, and a job does not wait for its own run`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let holder = try await Self.run(test, repository, Self.claim())
        let other = try await test.addRun(repository)
        let jobs = try await test.store.read { reader in
            (try reader.jobs(of: holder).first?.id, try reader.jobs(of: other).first?.id)
        }
        let (own, foreign) = (try #require(jobs.0), try #require(jobs.1))
        let refused = try await test.store.write {
            try $0.enterGroup(.job(own, of: holder), Self.claim(), repository: repository, at: start)
        }
        #expect(refused.endReason?.contains("its run holds the concurrency group 'deploy' itself") == true)
        let waiting = try await test.store.write {
            try $0.enterGroup(.job(foreign, of: other), Self.claim(), repository: repository, at: start)
        }
        #expect(!waiting.isHolding && waiting.endReason == nil)
        #expect(try await Self.leave(test, holder)?.member == .job(foreign, of: other))
        #expect(try await test.store.read { try $0.job(foreign)?.concurrencyGroup } == "deploy")
    }

    @Test func `two cannot hold a group, whatever is written`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        _ = try await Self.run(test, repository, Self.claim())
        _ = try await Self.run(test, repository, Self.claim())
        #expect(throws: (any Error).self) { try test.sql("UPDATE group_claims SET state = 'holding'") }
    }
}
