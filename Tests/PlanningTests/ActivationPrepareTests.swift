import Core
import Expressions
import JobProtocol
import OrderedCollections
import Testing
import Workflows

@testable import Planning

/// What a job that starts is told.
@Suite struct ActivationPrepareTests {
    private func outcome(
        _ job: JobDefinition, index: Int = 0, inputs: Value = .emptyObject, outputs: [String: String] = [:],
        edit: (inout Workflow) throws -> Void = { _ in }
    ) throws -> Activation.Outcome {
        var workflow = try Model.workflow(Model.job("list"), job, name: "CI")
        try edit(&workflow)
        let event = try Event.push()
        let jobs = try #require(Planner.plan(event, workflow).plan.runs.first?.jobs.filter { $0.id == job.id.content })
        return Activation.decide(
            job: jobs[index], workflow: workflow, run: .run(of: event, inputs: inputs),
            needs: [NeedResult(id: "list", conclusion: .success, outputs: outputs)], cancelled: false)
    }

    private func prepared(
        _ job: JobDefinition, index: Int = 0, inputs: Value = .emptyObject, outputs: [String: String] = [:],
        edit: (inout Workflow) throws -> Void = { _ in }
    ) throws -> Prepared {
        let outcome = try outcome(job, index: index, inputs: inputs, outputs: outputs, edit: edit)
        guard case .run(let prepared) = outcome else {
            Issue.record("not run but \(outcome)")
            throw PlanningError(.type, "not run", at: nil)
        }
        return prepared
    }

    private func failure(_ job: JobDefinition, outputs: [String: String] = [:]) throws -> String? {
        guard case .fail(let reason, _) = try outcome(job, outputs: outputs) else { return nil }
        return reason
    }

    @Test func `contexts are those of the run, the needs and the combination`() throws {
        let job = try Model.job("test", needs: ["list"], matrix: #"{"a": [1, 2]}"#)
        let contexts = try prepared(job, index: 1, inputs: ["dry": true], outputs: ["x": "5", "b": ""]).contexts
        #expect(Set(contexts.keys) == ["github", "needs", "strategy", "matrix", "inputs", "vars"])
        #expect(contexts["needs"] == ["list": ["result": "success", "outputs": ["b": "", "x": "5"]]])
        #expect(contexts["matrix"] == ["a": 2])
        #expect(contexts["strategy"]?["job-index"] == 1)
        #expect(contexts["inputs"] == ["dry": true])
        #expect(contexts["vars"] == ["REGION": "north"])
        let github = try #require(contexts["github"])
        let expected: [String: Value] = [
            "event_name": "push", "ref": "refs/heads/main", "ref_name": "main", "ref_type": "branch",
            "repository": "mona/weather", "repository_owner": "mona", "actor": "mona", "workflow": "CI",
            "workflow_ref": "mona/weather/.anneal/workflows/ci.yml@refs/heads/main", "run_id": "70", "run_number": "7",
            "run_attempt": "1", "job": "test", "server_url": "http://localhost:8080",
            "api_url": "http://localhost:8080/api/v1", "sha": .string(String(repeating: "a", count: 40))
        ]
        for (key, value) in expected { #expect(github[key] == value, "github.\(key)") }
        #expect(github["token"] == nil)
        #expect(github["event"]?["head_commit"] != nil)
    }

    @Test func `a job without a matrix has none and is one of one`() throws {
        let contexts = try prepared(Model.job("test")).contexts
        #expect(contexts["matrix"] == .null)
        #expect(
            contexts["strategy"] == ["fail-fast": true, "job-index": 0, "job-total": 1, "max-parallel": 1])
        #expect(contexts["needs"] == [:])
    }

    @Test func `steps, environment, outputs and defaults stay texts, the job's defaults win`() throws {
        let steps = [
            StepDefinition(
                id: "__1",
                work: .uses(
                    action: Model.located(ActionReference.builtIn(.checkout, version: "v4")),
                    with: try Model.entries([("fetch-depth", "0")])), position: .start),
            StepDefinition(
                id: "fit", name: try Model.template("Fit ${{ matrix.a }}"),
                condition: Model.located(try Condition(parsing: "always()")),
                work: .run(
                    script: try Model.template("python ${{ env.FILE }}"), shell: try Model.template("bash"),
                    workingDirectory: nil),
                environment: try Model.entries([("A", "${{ steps.x.outputs.y }}")]),
                timeoutMinutes: try Model.template("5"), continueOnError: try Model.template("true"), position: .start)
        ]
        var job = try Model.job("test", steps: steps)
        job.environment = try Model.entries([("B", "${{ env.A }}")])
        job.outputs = try Model.entries([("score", "${{ steps.fit.outputs.score }}")])
        job.defaults = Defaults(shell: try Model.template("python"))
        let prepared = try prepared(job) { workflow in
            workflow.environment = try Model.entries([("A", "1")])
            workflow.defaults = Defaults(
                shell: try Model.template("sh"), workingDirectory: try Model.template("src/${{ inputs.x }}"))
        }
        #expect(
            prepared.steps == [
                StepPlan(
                    id: "__1",
                    work: .builtIn(name: "actions/checkout", version: "v4", inputs: [NamedText("fetch-depth", "0")]),
                    place: ".anneal/workflows/ci.yml, line 1"),
                StepPlan(
                    id: "fit", name: "Fit ${{ matrix.a }}", condition: "always()",
                    work: .run(script: "python ${{ env.FILE }}", shell: "bash", workingDirectory: nil),
                    environment: [NamedText("A", "${{ steps.x.outputs.y }}")], timeoutMinutes: "5",
                    continueOnError: "true")
            ])
        #expect(prepared.environment == [[NamedText("A", "1")], [NamedText("B", "${{ env.A }}")]])
        #expect(
            prepared.outputs == [
                JobOutput("score", "${{ steps.fit.outputs.score }}", at: ".anneal/workflows/ci.yml, line 1")
            ])
        #expect(prepared.defaults == RunDefaults(shell: "python", workingDirectory: "src/${{ inputs.x }}"))
    }

    @Test(
        arguments: [
            (nil, 21_600), ("5", 300), ("0.5", 30), ("0.001", 1), ("${{ matrix.t }}", 180),
            ("${{ fromJSON(needs.list.outputs.t) }}", 420)
        ] as [(String?, Int)])
    func `timeout-minutes and cancel-timeout-minutes become seconds`(text: String?, seconds: Int) throws {
        let job = try Model.job("test", needs: ["list"], matrix: #"{"t": [3]}"#, timeout: text)
        #expect(try prepared(job, outputs: ["t": "7"]).timeout == seconds)
        var other = try Model.job("test", needs: ["list"], matrix: #"{"t": [3]}"#)
        other.cancelTimeoutMinutes = try text.map { try Model.template($0) }
        #expect(try prepared(other, outputs: ["t": "7"]).farewell == (text == nil ? nil : seconds))
    }

    @Test(arguments: [
        ("0", "jobs.test.timeout-minutes must be more than 0 and at most 525600, not 0"),
        ("-1", "jobs.test.timeout-minutes must be more than 0 and at most 525600, not -1"),
        ("1e9", "jobs.test.timeout-minutes must be more than 0 and at most 525600, not 1000000000"),
        ("soon", "jobs.test.timeout-minutes must be a number, not the text 'soon'"),
        (
            "${{ needs.list.outputs.t }}",
            "jobs.test.timeout-minutes must be a number, not the text '7'; fromJSON() converts a text"
        ),
        ("${{ vars.none }}", "jobs.test.timeout-minutes must be a number, not null")
    ])
    func `a timeout that is no time fails the job`(text: String, reason: String) throws {
        let job = try Model.job("test", needs: ["list"], timeout: text)
        #expect(try failure(job, outputs: ["t": "7"]) == reason)
    }

    @Test func `continue-on-error is evaluated per combination`() throws {
        let job = try Model.job(
            "test", matrix: #"{"a": [1], "include": [{"a": 2, "x": true}, {"a": 1, "x": false}]}"#,
            continueOnError: "${{ matrix.x }}")
        #expect(try prepared(job, index: 0).continueOnError == false)
        #expect(try prepared(job, index: 1).continueOnError == true)
        #expect(try prepared(Model.job("test")).continueOnError == false)
        #expect(try prepared(Model.job("test", continueOnError: "true")).continueOnError == true)
        #expect(
            try failure(Model.job("test", continueOnError: "${{ matrix.x }}"))
                == "jobs.test.continue-on-error must be true or false, not null")
    }

    @Test func `runs-on gives labels, also from an expression that is a list`() throws {
        #expect(try prepared(Model.job("test", runsOn: ["linux", "${{ vars.REGION }}"])).runsOn == ["linux", "north"])
        #expect(
            try prepared(Model.job("test", runsOn: [#"${{ fromJSON('["slurm","gpu"]') }}"#])).runsOn == ["slurm", "gpu"]
        )
        #expect(
            try failure(Model.job("test", runsOn: ["${{ vars.none }}"]))
                == "jobs.test.runs-on must be labels, not null")
        #expect(try failure(Model.job("test", runsOn: ["${{ fromJSON('[]') }}"])) == "jobs.test.runs-on gives no label")
    }

    @Test func `a name that waits for needs is the id until then`() throws {
        let job = try Model.job("test", name: "Check ${{ needs.list.outputs.x }}", needs: ["list"])
        let workflow = try Model.workflow(Model.job("list"), job)
        #expect(Planner.plan(try .push(), workflow).plan.runs.first?.jobs.last?.name == "test")
        #expect(try prepared(job, outputs: ["x": "5"]).name == "Check 5")
        #expect(
            try failure(Model.job("test", name: "${{ fromJSON('{') }}"))?.hasPrefix(
                "jobs.test.name cannot be evaluated")
                == true)
    }

    @Test func `a matrix that had to wait becomes its combinations`() throws {
        let job = try Model.job(
            "test", needs: ["list"], matrix: #"{"a": "${{ fromJSON(needs.list.outputs.x) }}"}"#, maxParallel: "1",
            paths: ["a/**"])
        let outcome = try outcome(job, outputs: ["x": #"["p", "q"]"#])
        guard case .expand(let jobs) = outcome else {
            Issue.record("not expanded but \(outcome)")
            return
        }
        #expect(jobs.map(\.key) == ["test/1", "test/2"])
        #expect(jobs.map(\.name) == ["test (p)", "test (q)"])
        #expect(jobs.map(\.matrix) == [["a": "p"], ["a": "q"]])
        #expect(jobs.allSatisfy { !$0.isDeferred && $0.needs == ["list"] && $0.strategy.maxParallel == 1 })
        #expect(jobs.allSatisfy { $0.gate != nil && $0.gate?.voucher == nil })
        // What comes out can be decided in turn.
        let workflow = try Model.workflow(Model.job("list"), job)
        let event = try Event.push()
        let again = Activation.decide(
            job: jobs[1], workflow: workflow, run: .run(of: event),
            needs: [NeedResult(id: "list", conclusion: .success, outputs: ["x": #"["p", "q"]"#])], cancelled: false)
        guard case .run(let prepared) = again else {
            Issue.record("not run but \(again)")
            return
        }
        #expect(prepared.contexts["matrix"] == ["a": "q"])
    }

    @Test func `a matrix that waited and is impossible fails the job`() throws {
        let job = try Model.job("test", needs: ["list"], matrix: #"{"a": "${{ fromJSON(needs.list.outputs.x) }}"}"#)
        #expect(try failure(job, outputs: ["x": "[]"]) == "strategy.matrix.a has no values")
        #expect(try failure(job)?.hasPrefix("strategy.matrix.a") == true)
    }

    @Test func `a deferred job that is not to run is skipped, not expanded`() throws {
        let job = try Model.job(
            "test", needs: ["list"], if: "false", matrix: "${{ fromJSON(needs.list.outputs.x) }}")
        #expect(
            try outcome(job)
                == .skip(reason: "its if is false: false"))
    }
}
