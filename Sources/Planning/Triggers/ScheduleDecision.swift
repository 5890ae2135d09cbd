import Core
import Workflows

/// A due time belongs to one entry of `on.schedule`: the one with its cron text.
struct ScheduleDecision {
    let triggers: [ScheduleTrigger]
    let event: Event
    let workflow: String

    func decide() -> Decision {
        let due = event.payload["schedule"]?.string
        guard let entry = triggers.first(where: { $0.cron.text == due }) else {
            let reason = "it has no schedule '\((due ?? "").quotedForPeople)', or no longer"
            return Decision(
                workflow: workflow, verdict: .filtered, reason: reason, rule: "on.schedule",
                position: triggers.first?.cron.position)
        }
        return Decision(
            workflow: workflow, verdict: .matched, reason: "its schedule '\(entry.cron.text)' was due")
    }
}
