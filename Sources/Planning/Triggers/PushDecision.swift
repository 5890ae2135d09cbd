import Core
import Workflows

/// GitHub's rules for `on.push`, each answer with the pattern that gave it.
struct PushDecision {
    let trigger: PushTrigger
    let ref: GitRef
    let changes: ChangedPaths?
    let check: FilterCheck

    init(trigger: PushTrigger, workflow: String, ref: GitRef, changes: ChangedPaths?) {
        self.trigger = trigger
        self.ref = ref
        self.changes = changes
        check = FilterCheck(trigger: "on.push", workflow: workflow)
    }

    func decide() -> Decision {
        let isTag = ref.tag != nil
        guard isTag || ref.branch != nil else {
            return Decision(
                workflow: check.workflow, verdict: .ignored,
                reason: "\(ref.name.quotedForPeople) is neither a branch nor a tag")
        }
        let what = isTag ? "tag \(ref.short.quotedForPeople)" : "branch \(ref.short.quotedForPeople)"
        switch byRef(what, isTag: isTag) {
        case .failure(let refusal): return refusal.decision
        case .success(let refReason):
            // GitHub: path filters are not evaluated for pushes of tags.
            guard let filter = trigger.paths, !isTag else { return check.matched(refReason) }
            switch check.byPaths(filter, changes) {
            case .failure(let refusal): return refusal.decision
            case .success(let reason): return check.matched(refReason + (changes == nil ? "; " : ", and ") + reason)
            }
        }
    }

    private func byRef(_ what: String, isTag: Bool) -> Result<String, FilterCheck.Refusal> {
        let (own, other) = isTag ? (trigger.tags, trigger.branches) : (trigger.branches, trigger.tags)
        let (ownName, otherName) = isTag ? ("tags", "branches") : ("branches", "tags")
        guard let filter = own else {
            // GitHub: with only one of the two, the workflow does not run for the other kind of reference.
            guard let other else { return .success("a push of \(what)") }
            let rule = check.key(of: other, otherName)
            return .failure(
                check.filtered(
                    rule, "on.push has \(rule) and no \(ownName), and this is a push of \(what)",
                    at: other.patterns.first?.position))
        }
        return check.byName(ref.short, what, filter, key: ownName)
    }
}
