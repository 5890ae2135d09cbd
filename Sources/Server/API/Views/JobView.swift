import Core
import JobProtocol
import Store

/// A job with the steps of its latest attempt.
struct JobView: Encodable, Sendable {
    var id: JobID
    var run: RunID
    var key: String
    var job: String
    var name: String
    var tier: String?
    var state: JobState
    var conclusion: Conclusion?
    var reason: String?
    var trace: [Operand]?
    var attempt: Int
    var outputs: [String: String]
    var readyAt: Timestamp?
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var steps: [StepView]
    var annotations: [Annotation]
    var concurrency: ConcurrencyView?

    /// - Parameter place: where it stands while it waits for its concurrency group.
    init(
        _ record: JobRecord, steps: [StepRecord], annotations: [AnnotationRecord], place: GroupPlace? = nil
    ) {
        id = record.id
        run = record.run
        key = record.key
        job = record.jobID
        name = record.name
        tier = record.tier
        state = record.state
        conclusion = record.conclusion
        reason = record.reason
        trace = record.operands
        attempt = record.attempt
        outputs = record.outputs
        readyAt = record.readyAt
        startedAt = record.startedAt
        finishedAt = record.finishedAt
        self.steps = steps.map(StepView.init)
        self.annotations = annotations.map(\.annotation)
        concurrency = record.concurrencyGroup.map { ConcurrencyView(group: $0, place: place) }
    }
}
