import Core
import Workflows

extension FilterCheck {
    /// - Parameter changes: nil when they are not known: nothing is kept out then.
    func byPaths(_ filter: PatternFilter, _ changes: ChangedPaths?) -> Result<String, Refusal> {
        guard let changes else {
            return .success("the changed paths are not known, so \(trigger).\(key(of: filter, "paths")) passes")
        }
        let rule = key(of: filter, "paths")
        let first = filter.patterns.first?.position
        let since = "since \(changes.base)"
        guard let example = changes.paths.first else {
            return .failure(filtered(rule, "no file changed \(since)", at: first))
        }
        if filter.ignores {
            if let path = changes.paths.first(taken: false, by: filter.patterns) {
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
        if let path = changes.paths.first(taken: true, by: filter.patterns) {
            let pattern = filter.patterns.decide(path).by.map { " and matches '\($0.content)'" } ?? ""
            return .success("\(path.quotedForPeople) changed \(since)\(pattern)")
        }
        // The pattern that took a path back says more than "nothing matched".
        if let path = changes.paths.firstTakenBack(by: filter.patterns), let by = filter.patterns.decide(path).by {
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
}
