import Core

struct Run: Decodable, Sendable {
    var id: RunID
    var number: Int
    var repository: String
    var workflow: String
    var workflowName: String
    var name: String
    var event: EventID
    var ref: String?
    var sha: String?
    var state: String
    var conclusion: String?
    var reason: String?
    var attempt: Int
    var createdAt: Timestamp
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var diagnostics: [Diagnostic]
    var concurrency: ConcurrencyGroup?

    var isOver: Bool { state == RunState.completed.rawValue }

    /// Whether a script that waited for it should go on.
    var isGood: Bool { conclusion.flatMap(Conclusion.init)?.isGood ?? false }
}

extension Conclusion {
    fileprivate var isGood: Bool { result == "success" || self == .skipped }
}
