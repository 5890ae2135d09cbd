public import Core
import GRDB

extension Writer {
    /// The schedule has been gone through until this time. One that is new counts from here.
    public func setScheduleMark(_ schedule: ScheduleKey, _ until: Timestamp) throws {
        try execute(
            """
            INSERT INTO schedules (repository, workflow, cron, timezone, considered_until) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET considered_until = excluded.considered_until
            """,
            [
                schedule.repository.rawValue, schedule.workflow, schedule.cron, schedule.timezone, until.milliseconds
            ])
    }

    /// The schedule is no longer in its file: when it comes back it counts anew. Its times stay on record.
    public func removeSchedule(_ schedule: ScheduleKey) throws {
        try execute(
            "DELETE FROM schedules WHERE repository = ? AND workflow = ? AND cron = ? AND timezone = ?",
            [schedule.repository.rawValue, schedule.workflow, schedule.cron, schedule.timezone])
    }

    /// A time that is on record already stays as it is.
    public func insertDueTime(_ time: DueTime) throws {
        try execute(
            """
            INSERT INTO due_times
                (repository, workflow, cron, timezone, due_at, outcome, reason, event, decided_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                time.schedule.repository.rawValue, time.schedule.workflow, time.schedule.cron, time.schedule.timezone,
                time.dueAt.milliseconds, time.outcome.rawValue, time.reason, time.event?.rawValue,
                time.decidedAt.milliseconds
            ])
    }
}
