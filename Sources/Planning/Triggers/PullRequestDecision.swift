import Core
import Workflows

/// GitHub's rules for `on.pull_request` and `on.pull_request_target`.
struct PullRequestDecision {
    let trigger: PullRequestTrigger
    let event: Event
    let changes: ChangedPaths?
    let check: FilterCheck

    init(trigger: PullRequestTrigger, event: Event, workflow: String, changes: ChangedPaths?) {
        self.trigger = trigger
        self.event = event
        self.changes = changes
        check = FilterCheck(trigger: "on.\(event.kind)", workflow: workflow)
    }

    func decide() -> Decision {
        do throws(FilterCheck.Refusal) {
            var reasons: [String] = []
            let type = try check.byType(event.action, types: trigger.types, fallback: PullRequestTrigger.defaultTypes)
                .get()
            if let type { reasons.append(type) }
            if let filter = trigger.branches {
                guard let base = event.baseBranch else {
                    throw check.filtered(
                        check.key(of: filter, "branches"),
                        "the event does not say which branch the pull request goes to",
                        at: filter.patterns.first?.position)
                }
                let what = "the base branch \(base.quotedForPeople)"
                reasons.append(try check.byName(base, what, filter, key: "branches").get())
            }
            if let filter = trigger.paths { reasons.append(try check.byPaths(filter, changes).get()) }
            if event.kind == .pullRequest { try checkMergeable() }
            let number = event.pullRequest?["number"]?.number.flatMap(Int.init(exactly:))
            let request = number.map { "pull request #\($0)" } ?? "a pull request"
            return check.matched(([request] + reasons).joined(separator: ", "))
        } catch {
            return error.decision
        }
    }

    /// GitHub runs nothing for a pull request that has a conflict, since there is no merge to try.
    private func checkMergeable() throws(FilterCheck.Refusal) {
        let request = event.pullRequest
        guard request?["mergeable"]?.bool == false, request?["merged"]?.bool != true else { return }
        throw check.filtered(
            nil, "the pull request has a merge conflict with its base, so there is no merge to run on", at: nil)
    }
}
