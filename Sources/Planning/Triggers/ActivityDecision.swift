import Core
import Workflows

/// GitHub's rules for the events that have only types of activity: `release`, `create`, `issues`, …
struct ActivityDecision {
    let trigger: ActivityTrigger
    let event: Event
    let check: FilterCheck

    init(trigger: ActivityTrigger, event: Event, workflow: String) {
        self.trigger = trigger
        self.event = event
        check = FilterCheck(trigger: "on.\(event.kind)", workflow: workflow)
    }

    func decide() -> Decision {
        do throws(FilterCheck.Refusal) {
            try checkState()
            let fallback = Self.defaultTypes[event.kind.rawValue]
            var reasons: [String] = []
            // These are one thing that happens, whatever their bodies say of an action.
            if Self.isTyped(event.kind) || trigger.types != nil {
                let reason = try check.byType(event.action, types: trigger.types, fallback: fallback).get()
                if let reason { reasons.append(reason) }
            }
            if let filter = trigger.branches {
                let base = event.payload["merge_group"]?["base_ref"]?.string.map { GitRef($0).short } ?? ""
                let what = "the base branch \(base.quotedForPeople)"
                reasons.append(try check.byName(base, what, filter, key: "branches").get())
            }
            return check.matched(([what] + reasons).joined(separator: ", "))
        } catch {
            return error.decision
        }
    }

    private static let defaultTypes = ["merge_group": ["checks_requested"]]

    private static func isTyped(_ kind: EventKind) -> Bool {
        !["create", "delete", "deployment", "deployment_status", "fork", "gollum", "page_build", "public", "status"]
            .contains(kind.rawValue)
    }

    /// What GitHub says starts no workflow although the kind fits.
    private func checkState() throws(FilterCheck.Refusal) {
        switch event.kind.rawValue {
        case "release":
            guard event.payload["release"]?["draft"]?.bool == true, let action = event.action,
                ["created", "edited", "deleted"].contains(action)
            else { return }
            throw check.filtered(nil, "a draft of a release was \(action), and drafts start nothing", at: nil)
        case "deployment_status":
            guard event.payload["deployment_status"]?["state"]?.string == "inactive" else { return }
            throw check.filtered(nil, "the deployment's state is 'inactive', which starts nothing", at: nil)
        default: return
        }
    }

    /// What happened, for a person.
    private var what: String {
        func part(_ object: String, _ key: String) -> String? {
            let value = event.payload[object]?[key]
            return value?.string ?? value?.number.flatMap(Int.init(exactly:)).map(String.init)
        }
        let shown: String? =
            switch event.kind.rawValue {
            case "create", "delete":
                event.payload["ref"]?.string.map { "\(event.payload["ref_type"]?.string ?? "ref") \($0)" }
            case "release": part("release", "tag_name")
            case "issues", "issue_comment": part("issue", "number").map { "#" + $0 }
            case "pull_request_review", "pull_request_review_comment": part("pull_request", "number").map { "#" + $0 }
            case "label", "milestone": part("label", "name") ?? part("milestone", "title")
            default: nil
            }
        return "\(event.kind)" + (shown.map { " of \($0.quotedForPeople)" } ?? "")
    }
}
