import Core
import Store
import Testing

@Suite struct ScheduleTests {
    private static func key(_ repository: RepositoryID, _ workflow: String = "nightly.yml") -> ScheduleKey {
        ScheduleKey(repository: repository, workflow: workflow, cron: "0 2 * * *", timezone: "UTC")
    }

    @Test func `marks go forward and can be taken away`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let (one, two) = (Self.key(repository), Self.key(repository, "weekly.yml"))
        try await test.store.write { writer in
            try writer.setScheduleMark(one, start)
            try writer.setScheduleMark(two, start)
            try writer.setScheduleMark(one, start + .seconds(60))
            try writer.removeSchedule(two)
        }
        #expect(try await test.store.read { try $0.scheduleMarks(repository) } == [one: start + .seconds(60)])
    }

    @Test func `a time has one record, and it stays as it was`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let event = try await test.insert(Make.dispatch(repository)).id
        let key = Self.key(repository)
        let fired = DueTime(schedule: key, dueAt: start, outcome: .fired, event: event, decidedAt: start)
        let missed = DueTime(
            schedule: key, dueAt: start + .seconds(60), outcome: .missed, reason: "too late", decidedAt: start)
        try await test.store.write { writer in
            try writer.insertDueTime(fired)
            try writer.insertDueTime(missed)
            try writer.insertDueTime(
                DueTime(schedule: key, dueAt: start, outcome: .missed, reason: "again", decidedAt: start))
        }
        let times = try await test.store.read { try $0.dueTimes(repository, limit: 10) }
        #expect(times.map(\.time) == [missed, fired])
        let older = try await test.store.read { [id = times[0].id] in try $0.dueTimes(repository, before: id, limit: 1)
        }
        #expect(older.map(\.time) == [fired])
    }
}
