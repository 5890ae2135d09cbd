import Core
import Workflows

/// GitHub's rules for `on.push`, each answer with the pattern that gave it.
struct PushDecision {
    let trigger: PushTrigger
    let workflow: String
    let ref: GitRef
    let changes: ChangedPaths?

    func decide() -> Decision {
        let isTag = ref.tag != nil
        guard isTag || ref.branch != nil else {
            return Decision(
                workflow: workflow, verdict: .ignored,
                reason: "\(ref.name.quotedForPeople) is neither a branch nor a tag")
        }
        let what = isTag ? "tag \(ref.short.quotedForPeople)" : "branch \(ref.short.quotedForPeople)"
        switch byRef(what, isTag: isTag) {
        case .failure(let refusal): return refusal.decision
        case .success(let refReason):
            // GitHub: path filters are not evaluated for pushes of tags.
            guard let filter = trigger.paths, !isTag else { return matched(refReason) }
            guard let changes else {
                return matched(
                    refReason + "; the changed paths are not known, so on.push.\(key(of: filter, "paths")) passes")
            }
            switch byPaths(filter, changes) {
            case .failure(let refusal): return refusal.decision
            case .success(let reason): return matched(refReason + ", and " + reason)
            }
        }
    }

    private struct Refusal: Error {
        var decision: Decision
    }

    private func matched(_ reason: String) -> Decision {
        Decision(workflow: workflow, verdict: .matched, reason: reason)
    }

    private func filtered(_ rule: String, _ reason: String, at position: SourcePosition?) -> Refusal {
        Refusal(
            decision: Decision(
                workflow: workflow, verdict: .filtered, reason: reason, rule: "on.push." + rule, position: position))
    }

    private func key(of filter: PatternFilter, _ name: String) -> String {
        filter.ignores ? name + "-ignore" : name
    }

    // MARK: Branches and tags

    private func byRef(_ what: String, isTag: Bool) -> Result<String, Refusal> {
        let (own, other) = isTag ? (trigger.tags, trigger.branches) : (trigger.branches, trigger.tags)
        let (ownName, otherName) = isTag ? ("tags", "branches") : ("branches", "tags")
        guard let filter = own else {
            // GitHub: with only one of the two, the workflow does not run for the other kind of reference.
            guard let other else { return .success("a push of \(what)") }
            let rule = key(of: other, otherName)
            return .failure(
                filtered(
                    rule, "on.push has \(rule) and no \(ownName), and this is a push of \(what)",
                    at: other.patterns.first?.position))
        }
        let rule = key(of: filter, ownName)
        let (matches, by) = filter.patterns.decide(ref.short)
        switch (filter.ignores, matches, by) {
        case (false, true, let by?): return .success("\(what) matches '\(by.content)'")
        case (true, true, let by?):
            return .failure(filtered(rule, "\(what) matches '\(by.content)' of \(rule)", at: by.position))
        case (false, false, let by?):
            return .failure(filtered(rule, "\(what) is taken back by '\(by.content)' of \(rule)", at: by.position))
        case (false, _, nil):
            return .failure(
                filtered(rule, "\(what) matches no pattern of \(rule)", at: filter.patterns.first?.position))
        case (true, _, _): return .success("\(what) is not in \(rule)")
        }
    }

    // MARK: Paths

    private func byPaths(_ filter: PatternFilter, _ changes: ChangedPaths) -> Result<String, Refusal> {
        let rule = key(of: filter, "paths")
        let first = filter.patterns.first?.position
        let since = "since \(changes.base)"
        guard let example = changes.paths.first else {
            return .failure(filtered(rule, "no file changed \(since)", at: first))
        }
        if filter.ignores {
            if let path = changes.paths.first(where: { !filter.patterns.decide($0).matched }) {
                return .success("\(path.quotedForPeople) changed \(since) and is not in \(rule)")
            }
            let by = filter.patterns.decide(example).by
            let pattern = by.map { " by '\($0.content)'" } ?? ""
            let reason =
                changes.paths.count == 1
                ? "\(example.quotedForPeople), the only changed path \(since), is ignored\(pattern)"
                : "all \(changes.paths.count) changed paths \(since) are ignored, \(example.quotedForPeople)\(pattern)"
            return .failure(filtered(rule, reason, at: by?.position ?? first))
        }
        for path in changes.paths {
            let (matches, by) = filter.patterns.decide(path)
            guard matches, let by else { continue }
            return .success("\(path.quotedForPeople) changed \(since) and matches '\(by.content)'")
        }
        // The pattern that took a path back says more than "nothing matched".
        if let (path, by) = takenBack(changes.paths, by: filter) {
            return .failure(
                filtered(
                    rule,
                    "no changed path \(since) matches \(rule); \(path.quotedForPeople) is taken back by '\(by.content)'",
                    at: by.position))
        }
        let reason =
            changes.paths.count == 1
            ? "\(example.quotedForPeople), the only changed path \(since), matches no pattern of \(rule)"
            : "none of the \(changes.paths.count) changed paths \(since) matches \(rule); "
                + "the first is \(example.quotedForPeople)"
        return .failure(filtered(rule, reason, at: first))
    }

    private func takenBack(_ paths: [String], by filter: PatternFilter) -> (String, Located<Glob>)? {
        for path in paths {
            guard let by = filter.patterns.decide(path).by else { continue }
            return (path, by)
        }
        return nil
    }
}
