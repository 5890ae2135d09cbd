public import Core
import GRDB

extension Reader {
    /// How far each schedule of a repository has been gone through.
    public func scheduleMarks(_ repository: RepositoryID) throws -> [ScheduleKey: Timestamp] {
        let marks: [(ScheduleKey, Timestamp)] = try all(
            "SELECT repository, workflow, cron, timezone, considered_until FROM schedules WHERE repository = ?",
            [repository.rawValue]
        ) { (try ScheduleKey(row: $0), try $0.time("considered_until")) }
        return Dictionary(marks) { $1 }
    }

    /// What became of the times of a repository's schedules, the latest first.
    public func dueTimes(
        _ repository: RepositoryID, before cursor: Int64? = nil, limit: Int
    ) throws -> [(id: Int64, time: DueTime)] {
        try all(
            """
            SELECT id, repository, workflow, cron, timezone, due_at, outcome, reason, event, decided_at
            FROM due_times WHERE repository = ? AND id < ? ORDER BY id DESC LIMIT ?
            """, [repository.rawValue, cursor ?? .max, Self.page(limit)]
        ) { (try $0.value("id"), try DueTime(row: $0)) }
    }
}

extension ScheduleKey {
    init(row: Row) throws {
        self.init(
            repository: try row.id("repository"), workflow: try row.value("workflow"), cron: try row.value("cron"),
            timezone: try row.value("timezone"))
    }
}

extension DueTime {
    init(row: Row) throws {
        self.init(
            schedule: try ScheduleKey(row: row), dueAt: try row.time("due_at"), outcome: try row.choice("outcome"),
            reason: try row.optional("reason"), event: try row.optionalID("event"),
            decidedAt: try row.time("decided_at"))
    }
}
