import Core
import Store

/// A step of an attempt.
struct StepView: Encodable, Sendable {
    var index: Int
    var name: String
    var outcome: Conclusion?
    var conclusion: Conclusion?
    var exitCode: Int?
    var signal: Int?
    var reason: String?
    var trace: [Operand]?
    var startedAt: Timestamp
    var finishedAt: Timestamp?

    init(_ record: StepRecord) {
        index = record.index
        name = record.name
        outcome = record.outcome
        conclusion = record.conclusion
        exitCode = record.exitCode
        signal = record.signal
        reason = record.reason
        trace = record.trace
        startedAt = record.startedAt
        finishedAt = record.finishedAt
    }
}
