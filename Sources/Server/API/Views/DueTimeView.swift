import Core
import Store

/// A time of a workflow's schedule that has come, and what became of it.
struct DueTimeView: Encodable, Sendable {
    var id: Int64
    var workflow: String
    var cron: String
    var timezone: String
    var dueAt: Timestamp
    var outcome: DueTime.Outcome
    var reason: String?
    var event: EventID?
    var decidedAt: Timestamp
    /// Seconds between the two.
    var lateBy: Int64

    init(id: Int64, _ time: DueTime) {
        self.id = id
        workflow = time.schedule.workflow
        cron = time.schedule.cron
        timezone = time.schedule.timezone
        dueAt = time.dueAt
        outcome = time.outcome
        reason = time.reason
        event = time.event
        decidedAt = time.decidedAt
        lateBy = (time.decidedAt - time.dueAt).components.seconds
    }
}
