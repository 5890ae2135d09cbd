import Core
import Store

/// A run as lists show it.
struct RunView: Encodable, Sendable {
    var id: RunID
    var number: Int
    var repository: String
    var workflow: String
    var workflowName: String
    var name: String
    var event: EventID
    var ref: String?
    var sha: String?
    var state: RunState
    var conclusion: Conclusion?
    var reason: String?
    var attempt: Int
    var seed: UInt32
    var createdAt: Timestamp
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var diagnostics: [Diagnostic]
    var concurrency: ConcurrencyView?

    /// - Parameter place: where it stands while it waits for its concurrency group.
    init(_ record: RunRecord, repository: String, place: GroupPlace? = nil) {
        id = record.id
        number = record.number
        self.repository = repository
        workflow = record.workflowPath
        workflowName = record.workflowName
        name = record.name
        event = record.event
        ref = record.ref?.name
        sha = record.sha?.hex
        state = record.state
        conclusion = record.conclusion
        reason = record.reason
        attempt = record.attempt
        seed = record.seed
        createdAt = record.createdAt
        startedAt = record.startedAt
        finishedAt = record.finishedAt
        diagnostics = record.diagnostics
        concurrency = record.concurrencyGroup.map { ConcurrencyView(group: $0, place: place) }
    }
}
