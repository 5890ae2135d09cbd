import Core
import Expressions
import OrderedCollections
import Testing
import Workflows

@testable import Planning

/// Reusable workflows, before and while they run.
@Suite struct CallTests {
    // MARK: Models

    private static let path = ".anneal/workflows/reused.yml"
    private static let id = CalleeID(.local(path: path), in: nil)

    private func input(
        _ name: String, _ kind: InputDefinition.Kind = .string, required: Bool = false, default value: Value? = nil
    ) -> InputDefinition {
        InputDefinition(name: Model.located(name), kind: kind, isRequired: required, defaultValue: value)
    }

    private func caller(
        _ id: String = "build", of path: String = Self.path, with arguments: [String: Value] = [:],
        secrets: WorkflowCall.Secrets? = nil, needs: [String] = [], matrix: String? = nil
    ) throws -> JobDefinition {
        var job = try Model.job(id, needs: needs, matrix: matrix)
        job.call = WorkflowCall(
            reference: Model.located(.local(path: path), line: 30),
            arguments: try arguments.sorted { $0.key < $1.key }.map {
                .init(
                    name: Model.located($0.key, line: 30), value: Model.located(try Model.value($0.value), line: 30))
            }, secrets: secrets.map { Model.located($0) })
        return job
    }

    private func reused(
        _ jobs: JobDefinition..., path: String = Self.path, inputs: [InputDefinition] = [], secrets: [String] = [],
        outputs: [(String, String)] = []
    ) throws -> Workflow {
        try Model.workflow(
            jobs, path: path,
            triggers: Triggers(
                workflowCall: CallTrigger(
                    inputs: inputs,
                    secrets: secrets.map { SecretDefinition(name: Model.located($0), isRequired: true) },
                    outputs: try outputs.map { CallOutput(name: Model.located($0.0), value: try Model.template($0.1)) }
                )))
    }

    private func facts(_ workflows: Workflow...) -> PlanFacts {
        PlanFacts(
            callees: Callees(
                Dictionary(
                    uniqueKeysWithValues: workflows.map { (CalleeID(.local(path: $0.path), in: nil), .file($0.file)) }))
        )
    }

    private func refusal(_ workflow: Workflow, _ facts: PlanFacts) throws -> String? {
        let decision = Planner.plan(try .push(), workflow, facts: facts).plan.decisions.first
        guard decision?.verdict == .invalid else { return nil }
        #expect(decision?.position?.line == 30)
        return decision?.reason
    }

    // MARK: Before it runs

    @Test func `a call is one job that names what it calls`() throws {
        let plan = Planner.plan(
            try .push(), try Model.workflow(caller()), facts: facts(try reused(Model.job("test"))))
        plan.checkDecision(.matched)
        #expect(plan.checkJob("build")?.callee?.description == "./.anneal/workflows/reused.yml")
        plan.checkNothingMore()
        #expect(plan.plan.runs.first?.callees == [Self.id])
        #expect(PlanText.render(plan.plan).contains("calls ./.anneal/workflows/reused.yml"))
    }

    @Test func `a matrix calls once for each combination`() throws {
        let plan = Planner.plan(
            try .push(), try Model.workflow(caller(matrix: #"{"n": [1, 2]}"#)), facts: facts(try reused(Model.job("t")))
        )
        #expect(plan.plan.runs.first?.jobs.map(\.key) == ["build/1", "build/2"])
        #expect(plan.plan.runs.first?.jobs.allSatisfy { $0.callee == Self.id } == true)
    }

    @Test func `what does not fit makes the run invalid, at the call`() throws {
        let test = try Model.job("test")
        let plain = try Model.workflow(test, path: Self.path)
        let rows: [(Workflow, PlanFacts, String)] = [
            (try Model.workflow(caller()), facts(plain), "its 'on' has no workflow_call"),
            (
                try Model.workflow(caller(with: ["x": "1"])), facts(try reused(test, inputs: [input("n")])),
                "./.anneal/workflows/reused.yml has no input 'x'"
            ),
            (
                try Model.workflow(caller()), facts(try reused(test, inputs: [input("n", required: true)])),
                "requires the input 'n', and 'with' does not give it"
            ),
            (
                try Model.workflow(caller()), facts(try reused(test, secrets: ["KEY"])),
                "requires the secret 'KEY', and 'secrets' does not give it"
            ),
            (
                try Model.workflow(caller(secrets: .map(try Model.entries([("X", "1")], line: 30)))),
                facts(try reused(test)),
                "takes no secret 'X'"
            ),
            (
                try Model.workflow(caller()),
                PlanFacts(callees: Callees([Self.id: .missing("is not in the repository at aaaaaaa")])),
                "./.anneal/workflows/reused.yml is not in the repository at aaaaaaa"
            )
        ]
        for (workflow, facts, part) in rows {
            let reason = try #require(try refusal(workflow, facts))
            #expect(reason.contains(part), "\(reason)")
        }
        let inherited = try Model.workflow(caller(secrets: .inherit))
        #expect(try refusal(inherited, facts(try reused(test, secrets: ["KEY"]))) == nil)
    }

    @Test func `all that does not fit is said at once`() throws {
        let workflow = try Model.workflow(caller(with: ["x": "1", "n": "text"]))
        let plan = Planner.plan(
            try .push(), workflow,
            facts: facts(try reused(Model.job("test"), inputs: [input("n", .number)], secrets: ["KEY"]))
        ).plan
        let run = try #require(plan.runs.first)
        #expect(run.isInvalid)
        #expect(Set(run.diagnostics.map(\.rule)) == ["undefined-input", "wrong-type", "missing-input"])
    }

    @Test func `an output that the callee does not declare makes the run invalid`() throws {
        var workflow = try Model.workflow(caller(), Model.job("show", needs: ["build"]))
        let facts = facts(try reused(Model.job("test"), outputs: [("model", "x")]))
        let position = SourcePosition(line: 30, column: 9)
        workflow.callOutputUses = [CallOutputUse(job: "build", output: "MODEL", position: position)]
        #expect(try refusal(workflow, facts) == nil)
        workflow.callOutputUses = [CallOutputUse(job: "build", output: "modle", position: position)]
        #expect(
            try refusal(workflow, facts)
                == "the file has an error in line 30: ./\(Self.path) has no output 'modle'")
    }

    @Test func `calls without an end are refused with their way`() throws {
        let other = ".anneal/workflows/other.yml"
        let facts = facts(
            try reused(caller("x", of: other)), try reused(caller("y"), path: other))
        let reason = try #require(try refusal(try Model.workflow(caller()), facts))
        #expect(
            reason.contains(
                "workflows call each other without an end: ./\(Self.path) calls ./\(other) calls ./\(Self.path)"))
    }

    @Test func `calls without an end are found behind any number of other errors`() throws {
        let (other, third) = (".anneal/workflows/other.yml", ".anneal/workflows/third.yml")
        let many = Dictionary(uniqueKeysWithValues: (0..<3000).map { ("x\($0)", Value.string("1")) })
        let facts = facts(
            try reused(caller("first", with: many), caller("second", of: other)),
            try reused(caller("x", of: third), path: other), try reused(caller("y", of: other), path: third))
        let reason = try #require(
            try refusal(try Model.workflow(caller(of: Self.path), caller("loop", of: other)), facts))
        #expect(reason.contains("error"))
    }

    @Test(arguments: [(9, true), (10, false)])
    func `ten levels, the file's own included, are the most`(depth: Int, fits: Bool) throws {
        func name(_ level: Int) -> String { ".anneal/workflows/\(level).yml" }
        var entries: [CalleeID: Callees.Entry] = [:]
        for level in 1...depth {
            let job = level == depth ? try Model.job("leaf") : try caller("deeper", of: name(level + 1))
            entries[CalleeID(.local(path: name(level)), in: nil)] = .file(try reused(job, path: name(level)).file)
        }
        let reason = try refusal(
            try Model.workflow(caller(of: name(1))), PlanFacts(callees: Callees(entries)))
        #expect((reason == nil) == fits, "\(reason ?? "")")
        if !fits { #expect(reason?.contains("nested deeper than 10 levels") == true) }
    }

    @Test func `a callee may ask for less than its caller has, and not for more`() throws {
        func callee(_ access: Permissions.Access) throws -> PlanFacts {
            var job = try Model.job("test")
            job.permissions = Model.located(.scopes([.contents: access]))
            return facts(try reused(job))
        }
        var job = try caller()
        job.permissions = Model.located(.scopes([.contents: .read]))
        let workflow = try Model.workflow(job)
        #expect(try refusal(workflow, callee(.read)) == nil)
        let reason = try #require(try refusal(workflow, callee(.write)))
        #expect(reason.contains("asks in its job 'test' for 'contents: write', and its caller allows 'read'"))
    }

    @Test func `relative names within another repository's workflow stay there`() throws {
        let remote = CalleeID(.remote(owner: "o", repository: "r", path: "w/a.yml", ref: "v1"), in: nil)
        #expect(remote.description == "o/r/w/a.yml@v1")
        #expect(CalleeID(.local(path: "w/b.yml"), in: remote).description == "o/r/w/b.yml@v1")
        #expect(CalleeID(.local(path: "w/b.yml"), in: Self.id).description == "./w/b.yml")
    }

    @Test func `what is called is asked for step by step`() throws {
        let other = ".anneal/workflows/other.yml"
        let otherID = CalleeID(.local(path: other), in: nil)
        let file = try Model.workflow(caller()).file
        #expect(Callees().unknown(from: file) == [Self.id])
        let first = Callees([Self.id: .file(try reused(caller("x", of: other)).file)])
        #expect(first.unknown(from: file) == [otherID])
        var second = first
        second.entries[otherID] = .missing("is not there")
        #expect(second.unknown(from: file).isEmpty)
    }

    // MARK: While it runs

    private func called(
        with arguments: [String: Value], inputs: [InputDefinition], jobs: JobDefinition...,
        outputs: [(String, String)] = []
    ) throws -> (CalledWorkflow, Workflow, RunFacts) {
        let root = try Model.workflow(caller(with: arguments), name: "Root")
        let callee = try Model.workflow(
            jobs, path: Self.path,
            triggers: Triggers(
                workflowCall: CallTrigger(
                    inputs: inputs,
                    outputs: try outputs.map { CallOutput(name: Model.located($0.0), value: try Model.template($0.1)) }
                )))
        let plan = Planner.plan(try .push(), root, facts: facts(callee)).plan
        let job = try #require(plan.runs.first?.jobs.first)
        let run = RunFacts.run(of: try .push())
        let outcome = Activation.decide(job: job, workflow: root, run: run, needs: [], cancelled: false)
        guard case .call(let values) = outcome else {
            throw PlanningError(.call, "no call comes out: \(outcome)", at: nil)
        }
        let made = try CalledWorkflow(Self.id, callee, caller: job, name: values.name, arguments: values)
        return (made, root, run)
    }

    @Test func `inputs are typed, defaults and empty values filled in`() throws {
        let (call, _, _) = try called(
            with: ["text": 5, "flag": true, "number": "${{ fromJSON('3') }}"],
            inputs: [
                input("text"), input("flag", .boolean), input("number", .number), input("given", default: "x"),
                input("noFlag", .boolean), input("noNumber", .number), input("noText")
            ], jobs: try Model.job("test"))
        #expect(
            call.inputs == [
                "text": "5", "flag": true, "number": 3, "given": "x", "noFlag": false, "noNumber": 0, "noText": ""
            ])
    }

    @Test(arguments: [("true", InputDefinition.Kind.boolean, "boolean"), ("3", .number, "number")])
    func `a text is no other type`(text: String, kind: InputDefinition.Kind, name: String) throws {
        let error = try #require(throws: PlanningError.self) {
            try called(
                with: ["x": .string("${{ format('\(text)') }}")], inputs: [input("x", kind)],
                jobs: try Model.job("test"))
        }
        #expect(error.message.contains("must be a \(name), not the text '\(text)'; fromJSON() converts a text"))
        #expect(error.position?.line == 30)
    }

    @Test func `its jobs stand behind the caller, and see its inputs and the run's github`() throws {
        let (call, root, run) = try called(
            with: ["who": "ada"], inputs: [input("who")],
            jobs: try Model.job("one", name: "${{ inputs.who }} of ${{ github.workflow }}"),
            try Model.job("two", needs: ["one"], matrix: #"{"n": [1, 2]}"#))
        let jobs = try call.jobs(run, root: root)
        #expect(jobs.map(\.key) == ["build/one", "build/two/1", "build/two/2"])
        #expect(jobs.map(\.id) == ["build/one", "build/two", "build/two"])
        #expect(jobs.map(\.needs) == [[], ["build/one"], ["build/one"]])
        #expect(jobs.map(\.name) == ["build / ada of Root", "build / two (1)", "build / two (2)"])
        #expect(jobs.allSatisfy { $0.caller == "build" })
        let local = jobs[1].local
        #expect((local.id, local.key, local.needs) == ("two", "two/1", ["one"]))
        #expect(local.called(by: "build", name: nil).key == jobs[1].key)
    }

    @Test func `outputs are made of its jobs'`() throws {
        let (call, root, run) = try called(
            with: [:], inputs: [], jobs: try Model.job("one"),
            outputs: [("model", "${{ jobs.one.outputs.path }}-${{ jobs.one.result }}")])
        let outputs = try call.outputs(
            run, root: root, jobs: [NeedResult(id: "one", conclusion: .success, outputs: ["path": "m.bin"])])
        #expect(outputs == ["model": "m.bin-success"])
    }

    @Test func `an output without a value is an error that names output, file and line`() throws {
        let (call, root, run) = try called(
            with: [:], inputs: [], jobs: try Model.job("one"),
            outputs: [("good", "x"), ("model", "${{ fromJSON(jobs.one.outputs.path) }}")])
        let error = try #require(throws: PlanningError.self) {
            try call.outputs(
                run, root: root, jobs: [NeedResult(id: "one", conclusion: .success, outputs: ["path": "{"])])
        }
        #expect(error.message.hasPrefix("the output 'model' cannot be evaluated: "))
        #expect(error.message.hasSuffix("(\(Self.id), line 1)"))
    }

    @Test func `its jobs with paths are vouched for, as long as they get the same`() throws {
        func job(_ who: Value, paths: [String]? = ["model/**"]) throws -> (CalledWorkflow, Workflow, RunFacts) {
            try called(with: ["who": who], inputs: [input("who")], jobs: try Model.job("one", paths: paths))
        }
        let (call, root, run) = try job("ada")
        let gate = try #require(try call.gates(run, root: root).first)
        #expect((gate.workflow, gate.job, gate.key) == (root.path, "build/one", "build/one"))
        #expect(try call.jobs(run, root: root).map { $0.gate?.voucher } == [nil])
        let voucher = Voucher(commit: try .all("c"), run: RunID(5), number: 3, changed: ["README.md"])
        let vouched = try call.jobs(run, root: root, vouchers: [gate: voucher])
        #expect(vouched.map { $0.gate?.voucher?.run } == [RunID(5)])
        #expect(try job("eve").0.gates(run, root: root) != [gate], "it gets something else")
        #expect(try job("ada", paths: nil).0.gates(run, root: root) == [], "it has no paths")
    }

    @Test func `a job's permissions are never more than its caller's`() throws {
        var job = try Model.job("test")
        job.permissions = Model.located(.all(.write))
        let callee = try reused(job)
        let root = try Model.workflow(Model.job("x"))
        var run = RunFacts.run(of: try .push())
        run.called = RunFacts.Called(
            path: root.path, name: "Root", inputs: .emptyObject, permissions: .scopes([.contents: .read]))
        let planned = try #require(Planner.plan(try .push(), try Model.workflow(job)).plan.runs.first?.jobs.first)
        let outcome = Activation.decide(job: planned, workflow: callee, run: run, needs: [], cancelled: false)
        guard case .run(let prepared) = outcome else {
            Issue.record("the job does not run: \(outcome)")
            return
        }
        #expect(prepared.permissions == .scopes([.contents: .read]))
    }
}
