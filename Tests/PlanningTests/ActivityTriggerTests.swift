import Core
import OrderedCollections
import Testing
import Workflows

@testable import Planning

/// Events that a forge, another run or a clock brings.
@Suite struct ActivityTriggerTests {
    private func decide(_ event: Event, _ triggers: Triggers, facts: PlanFacts = PlanFacts()) throws -> Decision {
        let plan = Planner.plan(event, try Model.workflow(Model.job("test"), triggers: triggers), facts: facts).plan
        let decision = try #require(plan.decisions.first)
        #expect(plan.runs.isEmpty == (decision.verdict != .matched), "a run exactly when matched")
        return decision
    }

    private func on(_ kind: String, types: [String]? = nil) -> Triggers {
        Triggers(activities: [EventKind(rawValue: kind): ActivityTrigger(types: types?.map { Model.located($0) })])
    }

    @Test(
        arguments: [
            (
                "release", ["action": "published", "release": ["tag_name": "v1"]],
                "release of v1, of the type 'published'"
            ),
            ("create", ["ref": "topic", "ref_type": "branch"], "create of branch topic"),
            ("delete", ["ref": "v1", "ref_type": "tag"], "delete of tag v1"),
            ("issues", ["action": "opened", "issue": ["number": 4]], "issues of #4, of the type 'opened'"),
            ("watch", ["action": "started"], "watch, of the type 'started'"), ("gollum", ["action": "edited"], "gollum")
        ] as [(String, Value, String)])
    func `without types every type is meant`(kind: String, payload: Value, reason: String) throws {
        let decision = try decide(.activity(kind, payload), on(kind))
        #expect(decision.verdict == .matched)
        #expect(decision.reason == reason)
    }

    @Test func `types choose`() throws {
        let event = try Event.activity("release", ["action": "created", "release": ["tag_name": "v1"]])
        #expect(try decide(event, on("release", types: ["created"])).verdict == .matched)
        let decision = try decide(event, on("release", types: ["published"]))
        #expect(decision.verdict == .filtered)
        #expect(decision.rule == "on.release.types")
    }

    @Test(arguments: [("created", false), ("edited", false), ("deleted", false), ("published", true)])
    func `a draft of a release starts nothing until it is published`(action: String, runs: Bool) throws {
        let event = try Event.activity("release", ["action": .string(action), "release": ["draft": true]])
        #expect(try decide(event, on("release")).verdict == (runs ? .matched : .filtered))
    }

    @Test func `an inactive deployment starts nothing`() throws {
        func verdict(_ state: String) throws -> Decision.Verdict {
            try decide(
                .activity("deployment_status", ["deployment_status": ["state": .string(state)]]),
                on("deployment_status")
            ).verdict
        }
        #expect(try verdict("inactive") == .filtered)
        #expect(try verdict("success") == .matched)
    }

    @Test func `what it does not listen to is said with what it listens to`() throws {
        let triggers = Triggers(
            push: PushTrigger(), workflowCall: CallTrigger(), activities: [.release: ActivityTrigger()])
        let decision = try decide(.activity("issues", ["action": "opened"]), triggers)
        #expect(decision.verdict == .ignored)
        #expect(
            decision.reason
                == "it does not listen to issues, only to push, release and calls of other workflows")
    }

    // MARK: repository_dispatch, workflow_run, schedule

    @Test func `a repository_dispatch is chosen by its type`() throws {
        let event = try Event.activity("repository_dispatch", ["action": "retrain", "client_payload": ["since": 3]])
        func triggers(_ types: [String]?) -> Triggers {
            Triggers(repositoryDispatch: RepositoryDispatchTrigger(types: types?.map { Model.located($0) }))
        }
        #expect(try decide(event, triggers(nil)).reason == "dispatched by mona, of the type 'retrain'")
        #expect(try decide(event, triggers(["retrain", "x"])).verdict == .matched)
        #expect(try decide(event, triggers(["x"])).rule == "on.repository_dispatch.types")
    }

    @Test(
        arguments: [
            (["CI"], nil, nil, Decision.Verdict.matched), (["Other"], nil, nil, .filtered),
            (["CI"], ["requested"], nil, .filtered), (["CI"], nil, ["main"], .matched),
            (["CI"], nil, ["rel/**"], .filtered),
            ([".anneal/workflows/ci.yml"], nil, nil, .matched)
        ] as [([String], [String]?, [String]?, Decision.Verdict)])
    func `a workflow_run is chosen by name, type and branch`(
        names: [String], types: [String]?, branches: [String]?, verdict: Decision.Verdict
    ) throws {
        let event = try Event.activity(
            "workflow_run",
            [
                "action": "completed",
                "workflow_run": ["name": "CI", "head_branch": "main", "path": ".anneal/workflows/ci.yml"]
            ])
        let trigger = WorkflowRunTrigger(
            workflows: names.map { Model.located($0) }, types: types?.map { Model.located($0) },
            branches: try branches.map { patterns in
                PatternFilter(patterns: try patterns.map { Model.located(try Glob(parsing: $0)) })
            })
        #expect(try decide(event, Triggers(workflowRun: trigger)).verdict == verdict)
    }

    @Test func `a due time belongs to its own cron expression`() throws {
        let entry = ScheduleTrigger(cron: Model.located(try Cron(parsing: "0 2 * * *"), line: 4))
        let triggers = Triggers(schedule: [entry])
        let due = try decide(.activity("schedule", ["schedule": "0 2 * * *"]), triggers)
        #expect(due.reason == "its schedule '0 2 * * *' was due")
        let gone = try decide(.activity("schedule", ["schedule": "0 3 * * *"]), triggers)
        #expect(gone.verdict == .filtered)
        #expect(gone.rule == "on.schedule")
    }

    // MARK: Messages that skip

    @Test(arguments: [
        ("Fix [skip ci]", true), ("[CI SKIP] fix", true), ("x [no ci]", true), ("x [skip actions]", true),
        ("x\n\n[actions skip]", true), ("x\n\n\nskip-checks: true", true), ("x\n\n\nskip-checks:true\n", true),
        ("x skip-checks: true", false), ("skip-checks: true\n\nx", false), ("[skip  ci]", false), ("skip ci", false)
    ])
    func `a message that says so keeps push and pull_request from running`(message: String, skips: Bool) throws {
        let push = try decide(.push(message: message), Triggers(push: PushTrigger()))
        #expect(push.verdict == (skips ? .filtered : .matched))
        let facts = PlanFacts(headMessage: message)
        let request = try decide(.pullRequest(), Triggers(pullRequest: PullRequestTrigger()), facts: facts)
        #expect(request.verdict == (skips ? .filtered : .matched))
        if skips { #expect(request.reason.hasPrefix("the commit's message says '")) }
    }

    @Test func `other events are not skipped by a message`() throws {
        let facts = PlanFacts(headMessage: "x [skip ci]")
        let target = try Event.pullRequest(kind: .pullRequestTarget)
        #expect(
            try decide(target, Triggers(pullRequestTarget: PullRequestTrigger()), facts: facts).verdict == .matched)
        #expect(try decide(.activity("watch", ["action": "started"]), on("watch"), facts: facts).verdict == .matched)
    }

    // MARK: What is not there yet

    @Test func `a workflow that retrains fails and says why`() throws {
        var workflow = try Model.workflow(Model.job("train"))
        workflow.retraining = Model.located(
            Retraining(model: Model.located("m")), line: 9)
        let plan = Planner.plan(try .push(), workflow)
        let decision = plan.checkDecision(.invalid, rule: "unavailable", line: 9)
        #expect(
            decision?.reason
                == "the file has an error in line 9: 'retrain' can't decide about a training yet, so a run of the workflow fails"
        )
        #expect(plan.plan.runs.first?.isInvalid == true)
    }

    @Test func `a job with a container fails and says why`() throws {
        var job = try Model.job("train")
        job.container = Model.located(ContainerDefinition(image: try Model.template("python:3.12")), line: 11)
        let workflow = try Model.workflow(job)
        let planned = try #require(Planner.plan(try .push(), workflow).plan.runs.first?.jobs.first)
        let outcome = Activation.decide(
            job: planned, workflow: workflow, run: .run(of: try .push()), needs: [], cancelled: false)
        guard case .fail(let reason, let position) = outcome else {
            Issue.record("the job is not failed: \(outcome)")
            return
        }
        #expect(reason.contains("'container'"))
        #expect(reason.contains(".anneal/workflows/ci.yml, line 11"))
        #expect(position?.line == 11)
    }
}
