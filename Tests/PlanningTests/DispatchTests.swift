import Core
import OrderedCollections
import Testing
import Workflows

@testable import Planning

@Suite struct DispatchTests {
    private func check(_ inputs: Value, _ definitions: InputDefinition...) throws -> PlanCheck {
        let triggers = Triggers(workflowDispatch: DispatchTrigger(inputs: definitions))
        let job = try Model.job("test", name: "${{ inputs.level }}/${{ github.event.inputs.dry }}")
        return Planner.plan(try .dispatch(inputs), try Model.workflow(job, triggers: triggers))
    }

    private func input(
        _ name: String, _ kind: InputDefinition.Kind = .string, required: Bool = false, default value: Value? = nil,
        options: [String] = []
    ) -> InputDefinition {
        InputDefinition(
            name: Model.located(name, line: 31), kind: kind, isRequired: required, defaultValue: value, options: options
        )
    }

    @Test func `defaults fill in, types are kept in inputs and are texts in the event`() throws {
        let check = try check(
            ["rate": "0.5"], input("level", .choice, default: "info", options: ["debug", "info"]),
            input("dry", .boolean, default: true), input("rate", .number), input("note"), input("count", .number))
        check.checkDecision(.matched, "started by mona")
        check.checkJob("test", name: "info/true")
        check.checkNothingMore()
        let expected: Value = ["level": "info", "dry": true, "rate": 0.5, "note": "", "count": nil]
        #expect(check.plan.runs.first?.inputs == expected)
    }

    @Test func `github.event.inputs are texts`() throws {
        let context = GitHubContext.make(
            event: try .dispatch(["dry": "true"]), repository: .weather, workflow: "ci.yml", name: "CI",
            inputs: ["dry": true, "n": 3], serverURL: "")
        #expect(context["event"]?["inputs"] == ["dry": "true", "n": "3"])
    }

    @Test func `an absent boolean is false`() throws {
        #expect(try check([:], input("dry", .boolean)).plan.runs.first?.inputs == ["dry": false])
    }

    @Test(
        arguments: [
            (["x": "1"], "there is no input 'x'; there are 'env', 'dry', 'n', 'level', 'note'"),
            (["dry": "yes"], "input 'dry' must be true or false, not 'yes'"),
            (["dry": 1], "input 'dry' must be true or false, not '1'"),
            (["n": "many"], "input 'n' must be a number, not 'many'"),
            (["n": " "], "input 'n' must be a number, not ' '"),
            (["n": true], "input 'n' must be a number, not 'true'"),
            (["level": "loud"], "input 'level' must be one of 'debug', 'info', not 'loud'"),
            (["env": ""], "input 'env' is required and must not be empty"),
            (["note": ["a"]], "input 'note' must be one value, not array"),
            ([:], "input 'env' is required and has no default"),
            ("text", "the inputs must be an object, not string")
        ] as [(Value, String)])
    func `what is wrong with an input is said`(inputs: Value, reason: String) throws {
        var given = inputs
        // Every row but the ones about it satisfies the required input.
        if case .object(var members) = inputs, inputs["env"] == nil, !members.isEmpty {
            members["env"] = "staging"
            given = .object(members)
        }
        let check = try check(
            given, input("env", .environment, required: true), input("dry", .boolean), input("n", .number),
            input("level", .choice, options: ["debug", "info"]), input("note"))
        let decision = check.plan.decisions.first
        #expect(decision?.verdict == .refused)
        #expect(decision?.reason == reason)
        #expect(decision?.rule?.hasPrefix("on.workflow_dispatch.inputs") == true)
        #expect(check.plan.runs.isEmpty)
    }

    @Test func `names of inputs are compared without case`() throws {
        #expect(try check(["DRY": "true"], input("dry", .boolean)).plan.runs.first?.inputs == ["dry": true])
    }

    @Test func `inputs longer than the limit are refused`() throws {
        let long = Value.string(String(repeating: "x", count: 65_536))
        #expect(try check(["note": long], input("note")).plan.decisions.map(\.verdict) == [.refused])
    }

    @Test func `a dispatch starts only the file it names, by path or by file name`() throws {
        let triggers = Triggers(workflowDispatch: DispatchTrigger())
        let ci = try Model.workflow(Model.job("test"), triggers: triggers)
        let other = try Model.workflow(Model.job("test"), path: ".anneal/workflows/train.yml", triggers: triggers)
        for name in ["train.yml", ".anneal/workflows/train.yml"] {
            let check = Planner.plan(try .dispatch(workflow: name), ci, other)
            check.checkDecision(.ignored, "the event names \(name)")
            check.checkDecision(.matched, workflow: ".anneal/workflows/train.yml")
            check.checkJob("test")
            check.checkNothingMore()
        }
    }

    @Test func `a dispatch of a file that is not there is refused`() throws {
        let check = Planner.plan(try .dispatch(workflow: "no.yml"), try Model.workflow(Model.job("test")))
        check.checkDecision(
            .refused, "there is no workflow file 'no.yml' at aaaaaaa; there are .anneal/workflows/ci.yml", workflow: nil
        )
        check.checkNothingMore()
    }

    @Test func `a dispatch of a workflow that is not for it is refused`() throws {
        let check = Planner.plan(try .dispatch(), try Model.workflow(Model.job("test")))
        check.checkDecision(
            .refused, "it does not listen to workflow_dispatch, only to push, so it cannot be started by hand")
        check.checkNothingMore()
    }
}
