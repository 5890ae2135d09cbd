import Core
import JobProtocol
import Store

/// One try of a job; with its steps and annotations where one is asked for.
struct AttemptView: Encodable, Sendable {
    var job: JobID
    var attempt: Int
    /// The run's attempt that it belongs to.
    var runAttempt: Int
    var conclusion: Conclusion?
    var reason: String?
    var exitCode: Int?
    var host: HostFacts?
    var environment: Deployment?
    var createdAt: Timestamp
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var steps: [StepView]?
    var annotations: [Annotation]?

    init(_ record: AttemptRecord, steps: [StepRecord]? = nil, annotations: [AnnotationRecord]? = nil) {
        job = record.job
        attempt = record.number
        runAttempt = record.runAttempt
        conclusion = record.conclusion
        reason = record.reason
        exitCode = record.exitCode
        host = record.host
        environment = record.deployment
        createdAt = record.createdAt
        startedAt = record.startedAt
        finishedAt = record.finishedAt
        self.steps = steps?.map(StepView.init)
        self.annotations = annotations?.map(\.annotation)
    }
}
