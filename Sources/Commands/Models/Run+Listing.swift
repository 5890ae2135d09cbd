import Core
import OrderedCollections

extension Run: ListableModel {
    static var header: [String] { ["RUN", "STATE", "REPOSITORY", "WORKFLOW", "REF", "COMMIT", "STARTED", "TOOK"] }

    func row(at now: Timestamp) -> [StyledText] {
        [
            "\(id.rawValue)", StateText.style(state: state, conclusion: conclusion), "\(repository)",
            "\(workflowName) #\(number)", "\(ref.map { GitRef($0).short } ?? "")", "\(String((sha ?? "").prefix(7)))",
            "\(TimeText.relative(startedAt ?? createdAt, to: now))",
            "\(TimeText.duration(from: startedAt, to: finishedAt, now: now))"
        ]
    }

    /// These are always there, `null` when there is nothing to say yet, so that a program need not ask.
    private static let documented = [
        "id", "number", "repository", "workflow", "event", "ref", "sha", "state", "conclusion", "created_at",
        "started_at", "finished_at"
    ]

    static func json(_ value: Value) -> Value {
        var members: OrderedDictionary<String, Value> = [:]
        for key in documented { members[key] = value[key] ?? .null }
        for (key, member) in value.object ?? [:] where members[key] == nil { members[key] = member }
        return .object(members)
    }
}
