import Core
import Store

/// What one workflow did with an event, and why.
struct DecisionView: Encodable, Sendable {
    var event: EventID
    var workflow: String?
    var verdict: Decision.Verdict
    var reason: String
    var rule: String?
    var line: Int?
    var column: Int?
    var run: RunID?

    init(_ record: DecisionRecord) {
        event = record.event
        workflow = record.decision.workflow
        verdict = record.decision.verdict
        reason = record.decision.reason
        rule = record.decision.rule
        line = record.decision.position?.line
        column = record.decision.position?.column
        run = record.run
    }
}
