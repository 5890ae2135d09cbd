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

    /// What GitHub takes: the subject of the pushed commit, else the workflow's name.
    static func fallback(for event: Event, workflow: String) -> String {
        guard event.kind == .push, let message = event.payload["head_commit"]?["message"]?.string else {
            return workflow
        }
        let subject = oneLine(message)
        return subject.isEmpty ? workflow : subject
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
