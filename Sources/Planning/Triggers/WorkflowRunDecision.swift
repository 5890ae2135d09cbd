import Core
import Workflows

/// GitHub's rules for `on.workflow_run`.
struct WorkflowRunDecision {
    let trigger: WorkflowRunTrigger
    let event: Event
    let check: FilterCheck

    init(trigger: WorkflowRunTrigger, event: Event, workflow: String) {
        self.trigger = trigger
        self.event = event
        check = FilterCheck(trigger: "on.workflow_run", workflow: workflow)
    }

    func decide() -> Decision {
        do throws(FilterCheck.Refusal) {
            let run = event.payload["workflow_run"]
            let names = [run?["name"]?.string, event.payload["workflow"]?["name"]?.string, run?["path"]?.string]
                .compactMap { $0 }
            let name = names.first ?? ""
            guard trigger.workflows.contains(where: { names.contains($0.content) }) else {
                let listed = trigger.workflows.map { "'\($0.content.quotedForPeople)'" }.joined(separator: ", ")
                throw check.filtered(
                    "workflows", "the run is of '\(name.quotedForPeople)', and workflows lists \(listed)",
                    at: trigger.workflows.first?.position)
            }
            var reasons = ["a run of '\(name.quotedForPeople)'"]
            let type = try check.byType(event.action, types: trigger.types, fallback: WorkflowRunTrigger.defaultTypes)
                .get()
            if let type { reasons.append(type) }
            if let filter = trigger.branches {
                let branch = run?["head_branch"]?.string ?? ""
                let what = "its branch \(branch.quotedForPeople)"
                reasons.append(try check.byName(branch, what, filter, key: "branches").get())
            }
            return check.matched(reasons.joined(separator: ", "))
        } catch {
            return error.decision
        }
    }
}
