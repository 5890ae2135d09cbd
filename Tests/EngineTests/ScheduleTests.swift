import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct ScheduleTests {
    private static func workflow(_ schedule: String) -> String {
        "on:\n  schedule:\n    - \(schedule)\njobs: {nightly: {runs-on: local, steps: [{run: make}]}}\n"
    }

    /// 10:00 on a Monday.
    private static let daily = workflow("{cron: '0 12 * * *', catch-up: latest}")

    /// It looks at least once a minute.
    private static func isAsleep(_ test: TestEngine) async {
        await test.time.someoneSleeps(atLeast: .seconds(60), atMost: .seconds(60))
    }

    private static func times(_ count: Int, of repository: TestRepository, in test: TestEngine) async throws
        -> [DueTime]
    {
        let id = repository.record.id
        return try await test.wait { reader in
            let times = try reader.dueTimes(id, limit: 100).map(\.time)
            return times.count == count ? times.reversed() : nil
        }
    }

    /// The service has seen the file when it sleeps until its next time.
    private static func begin(_ test: TestEngine, _ workflow: String) async throws -> TestRepository {
        let repository = try await test.repository(workflows: ["nightly.yml": workflow])
        _ = try await test.decided(try await test.push(repository))
        let id = repository.record.id
        while try await test.read({ try $0.scheduleMarks(id) }).isEmpty { await Task.yield() }
        await isAsleep(test)
        return repository
    }

    @Test func `a time that comes starts the workflow at the head of the default branch`() async throws {
        let test = try await TestEngine()
        let repository = try await Self.begin(test, Self.daily)
        test.time.advance(by: .seconds(2 * 3600))
        let time = try #require(try await Self.times(1, of: repository, in: test).first)
        #expect(time.outcome == .fired)
        let event = try #require(time.event)
        let record = try #require(try await test.read { try $0.event(event) })
        #expect(record.event.kind == .schedule)
        #expect(record.event.source == .schedule)
        #expect(record.event.payload["schedule"] == "0 12 * * *")
        let run = try await test.finished(event)
        #expect(run.record.conclusion == .success)
        #expect(run.record.sha == (try repository.git.head()))
        #expect(run.record.ref == .branch("main"))
        try await test.stop()
    }

    @Test func `what came while no server was there is made up for once it is back`() async throws {
        let test = try await TestEngine()
        let repository = try await Self.begin(test, Self.daily)
        try await test.stop()
        test.time.advance(by: .seconds(3 * 86_400))
        try await test.restart()
        let times = try await Self.times(3, of: repository, in: test)
        #expect(times.map(\.outcome) == [.missed, .missed, .late])
        #expect(times[0].reason == "a later time makes up for it (catch-up: latest)")
        let run = try await test.finished(try #require(times[2].event))
        #expect(run.record.conclusion == .success)
        try await test.restart()
        #expect(try await Self.times(3, of: repository, in: test) == times, "nothing is made up for twice")
        try await test.stop()
    }

    @Test func `a schedule that is gone from its file no longer starts anything`() async throws {
        let test = try await TestEngine()
        let repository = try await Self.begin(test, Self.daily)
        try repository.git.commit([".anneal/workflows/nightly.yml": Self.workflow("{cron: '0 18 * * *'}")])
        _ = try await test.decided(try await test.push(repository))
        let id = repository.record.id
        while try await test.read({ try $0.scheduleMarks(id) }).keys.map(\.cron) != ["0 18 * * *"] {
            await Task.yield()
        }
        await Self.isAsleep(test)
        test.time.advance(by: .seconds(9 * 3600))
        let times = try await Self.times(1, of: repository, in: test)
        #expect(times.map(\.schedule.cron) == ["0 18 * * *"])
        try await test.stop()
    }
}
