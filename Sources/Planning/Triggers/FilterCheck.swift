import Core
import Workflows

/// Filters of one kind of event, each answer with the pattern that gave it.
struct FilterCheck {
    /// `on.push`
    let trigger: String
    /// Path of the workflow file.
    let workflow: String

    struct Refusal: Error {
        var decision: Decision
    }

    func matched(_ reason: String) -> Decision {
        Decision(workflow: workflow, verdict: .matched, reason: reason)
    }

    func filtered(_ rule: String?, _ reason: String, at position: SourcePosition?) -> Refusal {
        Refusal(
            decision: Decision(
                workflow: workflow, verdict: .filtered, reason: reason, rule: rule.map { trigger + "." + $0 },
                position: position))
    }

    func key(of filter: PatternFilter, _ name: String) -> String {
        filter.ignores ? name + "-ignore" : name
    }

    // MARK: Types

    /// - Parameters:
    ///   - types: nil = `fallback`, which is nil where every type will do.
    func byType(
        _ action: String?, types: [Located<String>]?, fallback: [String]?
    ) -> Result<String?, Refusal> {
        let shown = "'\((action ?? "").quotedForPeople)'"
        if let types {
            if let action, types.contains(where: { $0.content == action }) {
                return .success("the type \(shown) is in types")
            }
            let listed = types.map { "'\($0.content.quotedForPeople)'" }.joined(separator: ", ")
            let reason =
                action == nil
                ? "the event has no type, and types lists \(listed)"
                : "the type \(shown) is not in types, which lists \(listed)"
            return .failure(filtered("types", reason, at: types.first?.position))
        }
        guard let fallback else { return .success(action.map { _ in "of the type \(shown)" }) }
        if let action, fallback.contains(action) {
            return .success("the type \(shown) is one of those meant without types")
        }
        let listed = fallback.map { "'\($0)'" }.joined(separator: ", ")
        return .failure(
            filtered(nil, "the type \(shown) is none of \(listed), which \(trigger) means without types", at: nil))
    }

    // MARK: Branches and tags

    /// - Parameters:
    ///   - what: the text for a person: `branch main`.
    func byName(_ name: String, _ what: String, _ filter: PatternFilter, key keyName: String) -> Result<String, Refusal>
    {
        let rule = key(of: filter, keyName)
        let (matches, by) = filter.patterns.decide(name)
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
}
