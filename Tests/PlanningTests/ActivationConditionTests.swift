import Core
import Expressions
import Testing
import Workflows

@testable import Planning

/// Whether a job starts: rows from GitHub's documentation of `needs`, `if` and the status functions.
@Suite struct ActivationConditionTests {
    /// prepare → train → report: what happens to `report`.
    private func ask<Answer>(
        if condition: String?, prepare: Conclusion = .success, train: Conclusion = .success, cancelled: Bool = false,
        _ question: (PlannedJob, Workflow, RunFacts, [NeedResult], Bool) -> Answer
    ) throws -> Answer {
        let workflow = try Model.workflow(
            Model.job("prepare"), Model.job("train", needs: ["prepare"]),
            Model.job("report", needs: ["train"], if: condition))
        let event = try Event.push()
        let job = try #require(Planner.plan(event, workflow).plan.runs.first?.jobs.last)
        let needs = [
            NeedResult(id: "prepare", conclusion: prepare), NeedResult(id: "train", conclusion: train),
            NeedResult(id: "stranger", conclusion: .failure)
        ]
        return question(job, workflow, .run(of: event), needs, cancelled)
    }

    private func decide(
        if condition: String?, prepare: Conclusion = .success, train: Conclusion = .success, cancelled: Bool = false
    ) throws -> Activation.Outcome {
        try ask(if: condition, prepare: prepare, train: train, cancelled: cancelled) {
            Activation.decide(job: $0, workflow: $1, run: $2, needs: $3, cancelled: $4)
        }
    }

    private func trace(if condition: String?) throws -> [Operand] {
        try ask(if: condition) { Activation.trace(job: $0, workflow: $1, run: $2, needs: $3, cancelled: $4) }
    }

    private func runs(_ outcome: Activation.Outcome) -> Bool {
        if case .run = outcome { true } else { false }
    }

    private func reason(_ outcome: Activation.Outcome) -> String? {
        switch outcome {
        case .skip(let reason), .cancel(let reason), .fail(let reason, _): reason
        case .run, .expand, .call: nil
        }
    }

    @Test(
        arguments: [
            // if, prepare, train, starts
            (nil, .success, .success, true), (nil, .success, .warning, true), (nil, .success, .failure, false),
            (nil, .success, .skipped, false), (nil, .success, .cancelled, false), (nil, .success, .lost, false),
            (nil, .success, .timedOut, false), (nil, .success, .setupFailure, false),
            // A skip or a failure applies to the whole chain, also across a job that ran in spite of it.
            (nil, .skipped, .success, false), (nil, .failure, .success, false),
            // A condition without a status function implies success().
            ("true", .success, .success, true), ("true", .success, .failure, false),
            ("true", .skipped, .success, false),
            ("github.ref_name == 'main'", .success, .success, true),
            ("github.ref_name == 'x'", .success, .success, false),
            ("needs.train.result == 'failure'", .success, .failure, false),
            ("vars.region == 'NORTH'", .success, .success, true),
            // A condition with one, wherever it is, does not.
            ("always()", .success, .failure, true), ("always()", .skipped, .skipped, true),
            ("${{ always() && needs.train.result == 'failure' }}", .success, .failure, true),
            ("!failure()", .success, .skipped, true), ("!failure()", .failure, .skipped, false),
            ("success() || false", .skipped, .success, false),
            // failure() sees every ancestor.
            ("failure()", .success, .success, false), ("failure()", .success, .failure, true),
            ("failure()", .failure, .skipped, true), ("failure()", .success, .skipped, false),
            ("failure()", .success, .cancelled, false), ("failure()", .success, .timedOut, true),
            ("cancelled()", .success, .success, false)
        ] as [(String?, Conclusion, Conclusion, Bool)])
    func `a job starts`(condition: String?, prepare: Conclusion, train: Conclusion, starts: Bool) throws {
        #expect(runs(try decide(if: condition, prepare: prepare, train: train)) == starts)
    }

    @Test(
        arguments: [
            (nil, false), ("true", false), ("failure()", false), ("always()", true), ("cancelled()", true),
            ("!cancelled()", false)
        ] as [(String?, Bool)])
    func `in a cancelled run only what asks for it starts`(condition: String?, starts: Bool) throws {
        let outcome = try decide(if: condition, cancelled: true)
        #expect(runs(outcome) == starts)
        guard !starts else { return }
        guard case .cancel = outcome else {
            Issue.record("not cancelled but \(outcome)")
            return
        }
    }

    @Test func `a skipped job says why`() throws {
        #expect(reason(try decide(if: nil, train: .failure)) == "it needs 'train', which failed")
        #expect(reason(try decide(if: nil, train: .skipped)) == "it needs 'train', which was skipped")
        #expect(reason(try decide(if: nil, prepare: .skipped)) == "it depends on 'prepare', which was skipped")
        #expect(
            reason(try decide(if: nil, prepare: .timedOut, train: .skipped))
                == "it depends on 'prepare', which timed out",
            "the cause, not what followed from it")
        #expect(reason(try decide(if: nil, cancelled: true)) == "the run was cancelled")
        #expect(reason(try decide(if: "github.ref_name == 'x'")) == "its if is false: github.ref_name == 'x'")
        #expect(reason(try decide(if: "true", train: .failure)) == "it needs 'train', which failed")
    }

    @Test func `an if comes as a whole and with the values of its operands, whatever it says`() throws {
        #expect(
            try trace(if: "github.ref_name == 'x' && vars.REGION == 'north'") == [
                Operand(text: "github.ref_name == 'x' && vars.REGION == 'north'", value: "false"),
                Operand(text: "success()", value: "true"), Operand(text: "github.ref_name", value: #""main""#),
                Operand(text: "vars.REGION", value: #""north""#)
            ])
        #expect(
            try trace(if: "!cancelled()") == [
                Operand(text: "!cancelled()", value: "true"), Operand(text: "cancelled()", value: "false")
            ])
        #expect(try trace(if: "always()") == [Operand(text: "always()", value: "true")])
        #expect(try trace(if: nil) == [Operand(text: "success()", value: "true")])
        #expect(try trace(if: "fromJSON('{')").contains { $0.error != nil })
        #expect(
            try trace(if: "github.token != ''").contains(Operand(text: "github.token", value: "\"***\"")),
            "the token is not shown")
    }

    @Test func `an if that cannot be evaluated fails the job at its place`() throws {
        guard case .fail(let reason, let position) = try decide(if: "fromJSON('{')") else {
            Issue.record("not failed")
            return
        }
        #expect(reason.hasPrefix("the if of job 'report' cannot be evaluated: "))
        #expect(position?.line == 21)
    }

    @Test func `a job whose gate is closed is skipped before its if is asked`() throws {
        let workflow = try Model.workflow(Model.job("test", if: "fromJSON('{')"))
        let voucher = Voucher(commit: try .all("c"), run: RunID(55), number: 12, changed: [])
        let job = PlannedJob(
            id: "test", key: "test", name: "test", digest: "00", gate: .vouched(by: voucher, reason: "nothing changed"))
        let outcome = Activation.decide(
            job: job, workflow: workflow, run: .run(of: try .push()), needs: [], cancelled: false)
        #expect(outcome == .skip(reason: "nothing changed"))
    }

    @Test func `a job cannot start before what it needs is over`() throws {
        let workflow = try Model.workflow(Model.job("a"), Model.job("b", needs: ["a"], if: "always()"))
        let job = PlannedJob(id: "b", key: "b", name: "b", needs: ["a"], digest: "00")
        let outcome = Activation.decide(
            job: job, workflow: workflow, run: .run(of: try .push()), needs: [], cancelled: false)
        #expect(reason(outcome) == "the job cannot start before 'a' is over")
    }

    @Test(
        arguments: [
            ([.success, .failure, .cancelled], .failure), ([.success, .cancelled], .cancelled),
            ([.skipped, .skipped], .skipped), ([.skipped, .success], .success), ([.success, .warning], .success),
            ([.lost, .success], .lost)
        ] as [([Conclusion], Conclusion)])
    func `the combinations of a matrix are one result`(conclusions: [Conclusion], result: Conclusion) {
        #expect(NeedResult(id: "m", combinations: conclusions.map { ($0, [:]) }).conclusion == result)
    }

    @Test func `of outputs with one name the later wins unless it is empty`() {
        let result = NeedResult(
            id: "m",
            combinations: [
                (.success, ["a": "1", "b": "1"]), (.success, ["a": "2", "b": "", "c": ""])
            ])
        #expect(result.outputs == ["a": "2", "b": "1", "c": ""])
    }
}
