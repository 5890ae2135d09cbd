import Core
import Expressions
import Workflows

/// A run's title.
struct RunName {
    /// A title is one line of a list; commit messages and inputs can be any length.
    private static let lengthLimit = 255

    let workflow: Workflow
    let event: Event

    func text(in contexts: [String: Value]) throws(PlanningError) -> String {
        guard let template = workflow.runName else { return Self.fallback(for: event, workflow: workflow.displayName) }
        let text = Self.oneLine(try template.text("run-name", in: Scope(contexts: contexts)))
        return text.isEmpty ? Self.fallback(for: event, workflow: workflow.displayName) : text
    }

    /// What GitHub takes: the subject of the pushed commit, the title of the pull request or issue, the release's name,
    /// else the workflow's name.
    static func fallback(for event: Event, workflow: String) -> String {
        let payload = event.payload
        let text: String? =
            switch event.kind.rawValue {
            case "push": payload["head_commit"]?["message"]?.string
            case "pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment":
                payload["pull_request"]?["title"]?.string
            case "issues", "issue_comment": payload["issue"]?["title"]?.string
            case "release": payload["release"]?["name"]?.string ?? payload["release"]?["tag_name"]?.string
            case "merge_group": payload["merge_group"]?["head_commit"]?["message"]?.string
            case "repository_dispatch": payload["action"]?.string
            default: nil
            }
        let title = oneLine(text ?? "")
        return title.isEmpty ? workflow : title
    }

    /// The first line that is not blank.
    private static func oneLine(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).lazy.map(\.trimmed)
        return String((lines.first { !$0.isEmpty } ?? "").prefix(lengthLimit))
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let rest = drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return rest[...last]
    }
}
