import Core
import Testing

@testable import Planning

/// A plan whose parts are taken away as they are checked: what a test did not expect is left over and fails it.
final class PlanCheck {
    let plan: Plan
    private var decisions: [Decision]
    private var jobs: [PlannedJob]
    private var diagnostics: [Diagnostic]

    init(_ plan: Plan) {
        self.plan = plan
        decisions = plan.decisions
        jobs = plan.runs.flatMap(\.jobs)
        diagnostics = plan.runs.flatMap(\.diagnostics)
    }

    @discardableResult
    func checkDecision(
        _ verdict: Decision.Verdict, _ reason: String? = nil, rule: String? = nil, line: Int? = nil,
        workflow: String? = ".anneal/workflows/ci.yml", at location: SourceLocation = #_sourceLocation
    ) -> Decision? {
        guard let index = decisions.firstIndex(where: { $0.workflow == workflow }) else {
            Issue.record("no decision about \(workflow ?? "the event"); left: \(decisions)", sourceLocation: location)
            return nil
        }
        let decision = decisions.remove(at: index)
        #expect(decision.verdict == verdict, sourceLocation: location)
        if let reason { #expect(decision.reason == reason, sourceLocation: location) }
        #expect(decision.rule == rule, sourceLocation: location)
        if let line { #expect(decision.position?.line == line, sourceLocation: location) }
        return decision
    }

    @discardableResult
    func checkJob(
        _ key: String, name: String? = nil, needs: [String] = [], matrix: Value? = nil, gate: String? = nil,
        isDeferred: Bool = false, at location: SourceLocation = #_sourceLocation
    ) -> PlannedJob? {
        guard let index = jobs.firstIndex(where: { $0.key == key }) else {
            Issue.record("no job \(key); left: \(jobs.map(\.key))", sourceLocation: location)
            return nil
        }
        let job = jobs.remove(at: index)
        if let name { #expect(job.name == name, sourceLocation: location) }
        #expect(job.needs == needs, sourceLocation: location)
        #expect(job.matrix == matrix, sourceLocation: location)
        #expect(job.gate?.reason == gate, sourceLocation: location)
        #expect(job.isDeferred == isDeferred, sourceLocation: location)
        return job
    }

    func checkDiagnostic(_ message: String, line: Int, at location: SourceLocation = #_sourceLocation) {
        guard let index = diagnostics.firstIndex(where: { $0.message == message }) else {
            Issue.record("no such diagnostic; left: \(diagnostics)", sourceLocation: location)
            return
        }
        #expect(diagnostics.remove(at: index).position.line == line, sourceLocation: location)
    }

    /// Decisions, jobs and diagnostics: all were checked.
    func checkNothingMore(at location: SourceLocation = #_sourceLocation) {
        #expect(decisions == [], sourceLocation: location)
        #expect(jobs.map(\.key) == [], sourceLocation: location)
        #expect(diagnostics == [], sourceLocation: location)
    }
}
