import Core
import Testing
import Workflows

@testable import Planning

@Suite struct DecisionTests {
    @Test func `every workflow gets a decision, and only the matched ones run`() throws {
        let job = try Model.job("test")
        let check = Planner.plan(
            try .push(), try Model.workflow(job, path: "a.yml"),
            try Model.workflow(
                job, path: "b.yml", triggers: Triggers(push: PushTrigger(branches: Model.filter("dev")))),
            try Model.workflow(job, path: "c.yml", triggers: Triggers(workflowDispatch: DispatchTrigger())))
        check.checkDecision(.matched, "a push of branch main", workflow: "a.yml")
        check.checkDecision(
            .filtered, "branch main matches no pattern of branches", rule: "on.push.branches", workflow: "b.yml")
        check.checkDecision(
            .ignored, "it does not listen to push, only to workflow_dispatch", workflow: "c.yml")
        check.checkJob("test", name: "test")
        check.checkNothingMore()
        #expect(check.plan.runs.map(\.workflow) == ["a.yml"])
    }

    @Test(arguments: [true, false])
    func `a deleted branch starts nothing`(asZeros: Bool) throws {
        var event = try Event.push(.branch("old"))
        event.after = asZeros ? .zero : nil
        let check = Planner.plan(event, try Model.workflow(Model.job("test")))
        check.checkDecision(
            .ignored, "branch old was deleted, so there is no commit to run on", workflow: nil)
        check.checkNothingMore()
    }

    @Test func `a repository without workflows is not passed over in silence`() throws {
        let check = Planner.plan(try .push())
        check.checkDecision(.ignored, "there are no workflow files at aaaaaaa", workflow: nil)
        check.checkNothingMore()
    }

    @Test func `a broken file gives a run that shows what is wrong, and the others still run`() throws {
        let error = Diagnostic(
            rule: "unknown-key", "unknown key 'job'", file: "a.yml", at: SourcePosition(line: 4, column: 1))
        let warning = Diagnostic(.warning, rule: "note", "old", file: "a.yml", at: .start)
        let broken = WorkflowFile(path: "a.yml", workflow: nil, diagnostics: [warning, error], digest: "00")
        let good = try Model.workflow(Model.job("test"), path: "b.yml").file
        let plan = Planner.plan(
            event: try .push(), repository: .weather, workflows: [broken, good], facts: PlanFacts())
        let check = PlanCheck(plan)
        check.checkDecision(
            .invalid, "the file has an error in line 4: unknown key 'job'", rule: "unknown-key", line: 4,
            workflow: "a.yml")
        check.checkDecision(.matched, workflow: "b.yml")
        check.checkJob("test")
        check.checkDiagnostic("unknown key 'job'", line: 4)
        check.checkDiagnostic("old", line: 1)
        check.checkNothingMore()
        #expect(plan.runs.first?.isInvalid == true)
        #expect(plan.runs.first?.runName == "Fix the model")
    }

    @Test func `a broken file that nobody asked for gives no run on a dispatch`() throws {
        let error = Diagnostic(rule: "x", "broken", file: "a.yml", at: .start)
        let broken = WorkflowFile(path: "a.yml", workflow: nil, diagnostics: [error], digest: "00")
        let unasked = Planner.plan(
            event: try .dispatch(workflow: nil), repository: .weather, workflows: [broken], facts: PlanFacts())
        #expect(unasked.decisions.map(\.verdict) == [.ignored])
        let asked = Planner.plan(
            event: try .dispatch(workflow: "a.yml"), repository: .weather, workflows: [broken], facts: PlanFacts())
        #expect(asked.decisions.map(\.verdict) == [.invalid])
        #expect(asked.runs.count == 1)
    }

    @Test func `warnings alone do not keep a workflow from running`() throws {
        var file = try Model.workflow(Model.job("test")).file
        file.diagnostics = [Diagnostic(.warning, rule: "x", "old", file: file.path, at: .start)]
        let check = PlanCheck(
            Planner.plan(event: try .push(), repository: .weather, workflows: [file], facts: PlanFacts()))
        check.checkDecision(.matched)
        check.checkJob("test")
        check.checkDiagnostic("old", line: 1)
        check.checkNothingMore()
    }

    @Test func `an event of a kind that the workflow does not listen to is ignored`() throws {
        var event = try Event.push()
        event.kind = EventKind(rawValue: "star")
        let check = Planner.plan(event, try Model.workflow(Model.job("test")))
        check.checkDecision(.ignored, "it does not listen to star, only to push")
        check.checkNothingMore()
    }

    @Test func `the run's name is the template, else the commit's subject, else the workflow's name`() throws {
        let job = try Model.job("test")
        func name(_ event: Event, runName: String?) throws -> String? {
            let triggers = Triggers(push: PushTrigger(), workflowDispatch: DispatchTrigger())
            let workflow = try Model.workflow(job, name: "CI", runName: runName, triggers: triggers)
            let facts = PlanFacts(runNumbers: [workflow.path: 12])
            return Planner.plan(event, workflow, facts: facts).plan.runs.first?.runName
        }
        let template = "#${{ github.run_number }} by @${{ github.actor }} in ${{ vars.REGION }}"
        #expect(try name(.push(), runName: template) == "#12 by @mona in north")
        #expect(try name(.push(), runName: " ${{ '' }} ") == "Fix the model")
        #expect(try name(.push(), runName: nil) == "Fix the model")
        #expect(try name(.push(message: " \n"), runName: nil) == "CI")
        #expect(try name(.dispatch(), runName: nil) == "CI")
    }

    @Test func `a plan survives being stored`() throws {
        let workflow = try Model.workflow(
            Model.job("test", matrix: #"{"os": ["a", "b"], "v": [3.10, {"x": null}]}"#, tier: .unit, paths: ["src/**"]))
        let plan = Planner.plan(try .push(), workflow).plan
        #expect(plan.runs.first?.jobs.count == 4)
        #expect(try Coding.roundTrip(plan) == plan)
    }
}
