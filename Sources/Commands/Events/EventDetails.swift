import Core
import OrderedCollections

/// An event with its decisions.
struct EventDetails: Showable {
    var event: Answer<Event>
    var decisions: [Answer<WorkflowDecision>]

    static func fetch(_ id: Int64, _ client: APIClient) async throws -> EventDetails {
        EventDetails(
            event: try await client.object(Event.self, "/events/\(id)"),
            decisions: try await client.whole(WorkflowDecision.self, "/events/\(id)/decisions"))
    }

    /// The event's object with its decisions under `decisions`.
    var json: Value {
        guard case .object(var members) = event.value else { return event.value }
        members["decisions"] = .array(decisions.map(\.value))
        return .object(members)
    }

    func lines(at now: Timestamp) -> [StyledText] {
        let it = event.model
        var lines: [StyledText] = [
            "event \(it.id.rawValue) \(it.kind, .bold): \(it.state)",
            "  \(it.repository), from \(it.source), by \(it.actor ?? "nobody known"), \(TimeText.relative(it.receivedAt, to: now))"
        ]
        if let ref = it.ref {
            let (before, after) = (
                String((it.before ?? "nothing").prefix(7)), String((it.after ?? "nothing").prefix(7))
            )
            lines.append("  \(GitRef(ref).short): \(before) to \(after)")
        }
        if let error = it.error { lines.append("  \(error, .red)") }
        if decisions.isEmpty {
            lines.append(it.decidedAt == nil ? "  not decided yet" : "  no workflow was there to decide about")
        }
        return lines + decisions.flatMap { [""] + $0.model.lines }
    }
}
