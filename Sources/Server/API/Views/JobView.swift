import Core
import JobProtocol
import Store

/// A job with the steps of its latest attempt.
struct JobView: Encodable, Sendable {
    struct Step: Encodable, Sendable {
        var index: Int
        var name: String
        var outcome: Conclusion?
        var conclusion: Conclusion?
        var exitCode: Int?
        var signal: Int?
        var reason: String?
        var startedAt: Timestamp
        var finishedAt: Timestamp?
    }

    var id: JobID
    var run: RunID
    var key: String
    var job: String
    var name: String
    var tier: String?
    var state: JobState
    var conclusion: Conclusion?
    var reason: String?
    var attempt: Int
    var outputs: [String: String]
    var readyAt: Timestamp?
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var steps: [Step]
    var annotations: [Annotation]

    init(_ record: JobRecord, steps: [StepRecord], annotations: [AnnotationRecord]) {
        id = record.id
        run = record.run
        key = record.key
        job = record.jobID
        name = record.name
        tier = record.tier
        state = record.state
        conclusion = record.conclusion
        reason = record.reason
        attempt = record.attempt
        outputs = record.outputs
        readyAt = record.readyAt
        startedAt = record.startedAt
        finishedAt = record.finishedAt
        self.steps = steps.map { step in
            Step(
                index: step.index, name: step.name, outcome: step.outcome, conclusion: step.conclusion,
                exitCode: step.exitCode, signal: step.signal, reason: step.reason, startedAt: step.startedAt,
                finishedAt: step.finishedAt)
        }
        self.annotations = annotations.map(\.annotation)
    }
}
