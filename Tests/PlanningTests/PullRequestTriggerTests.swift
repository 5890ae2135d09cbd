import Core
import Testing
import Workflows

@testable import Planning

/// Each row is a sentence of GitHub's documentation on `on.pull_request` and `on.pull_request_target`.
@Suite struct PullRequestTriggerTests {
    private func decide(
        _ event: Event, types: [String]? = nil, branches: PatternFilter? = nil, paths: PatternFilter? = nil,
        facts: PlanFacts = PlanFacts()
    ) throws -> Decision {
        let trigger = PullRequestTrigger(
            types: types?.map { Model.located($0, line: 5) }, branches: branches, paths: paths)
        let triggers =
            event.kind == .pullRequest ? Triggers(pullRequest: trigger) : Triggers(pullRequestTarget: trigger)
        let plan = Planner.plan(event, try Model.workflow(Model.job("test"), triggers: triggers), facts: facts).plan
        let decision = try #require(plan.decisions.first)
        #expect(plan.runs.isEmpty == (decision.verdict != .matched), "a run exactly when matched")
        return decision
    }

    @Test(arguments: [
        ("opened", true), ("synchronize", true), ("reopened", true), ("closed", false), ("labeled", false)
    ])
    func `without types the three that change code are meant`(action: String, runs: Bool) throws {
        for kind in [EventKind.pullRequest, .pullRequestTarget] {
            let decision = try decide(.pullRequest(action, kind: kind))
            #expect(decision.verdict == (runs ? .matched : .filtered))
            guard !runs else { continue }
            #expect(
                decision.reason
                    == "the type '\(action)' is none of 'opened', 'synchronize', 'reopened', "
                    + "which on.\(kind) means without types")
        }
    }

    @Test func `types replace the usual ones`() throws {
        #expect(try decide(.pullRequest("closed"), types: ["closed"]).verdict == .matched)
        let decision = try decide(.pullRequest("opened"), types: ["closed", "labeled"])
        #expect(decision.verdict == .filtered)
        #expect(decision.rule == "on.pull_request.types")
        #expect(decision.position?.line == 5)
        #expect(decision.reason == "the type 'opened' is not in types, which lists 'closed', 'labeled'")
    }

    @Test func `branches are held against the base`() throws {
        let filter = try Model.filter("releases/**")
        #expect(try decide(.pullRequest(base: "releases/1"), branches: filter).verdict == .matched)
        let decision = try decide(.pullRequest(base: "main"), branches: filter)
        #expect(decision.verdict == .filtered)
        #expect(decision.rule == "on.pull_request.branches")
        #expect(decision.reason == "the base branch main matches no pattern of branches")
    }

    @Test func `paths and branches have to be satisfied both`() throws {
        let (branches, paths) = (try Model.filter("main"), try Model.filter("**.py"))
        func verdict(_ changed: [String], base: String = "main") throws -> Decision.Verdict {
            let changes = ChangedPaths(PathIndex(changed), since: "the merge base with 'main', bbbbbbb")
            return try decide(
                .pullRequest(base: base), branches: branches, paths: paths, facts: PlanFacts(changes: changes)
            ).verdict
        }
        #expect(try verdict(["a.py"]) == .matched)
        #expect(try verdict(["a.md"]) == .filtered)
        #expect(try verdict(["a.py"], base: "dev") == .filtered)
    }

    @Test func `the sentence says what matched and where it runs`() throws {
        let facts = PlanFacts(
            changes: ChangedPaths(["a.py"], since: "the merge base with 'main', bbbbbbb"),
            place: "on the head 'topic' at ccccccc, as the forge has no merge")
        let decision = try decide(.pullRequest(), paths: Model.filter("**.py"), facts: facts)
        #expect(
            decision.reason
                == "pull request #7, the type 'opened' is one of those meant without types, "
                + "a.py changed since the merge base with 'main', bbbbbbb and matches '**.py'; "
                + "runs on the head 'topic' at ccccccc, as the forge has no merge")
    }

    @Test func `a merge conflict stops pull_request and not pull_request_target`() throws {
        #expect(try decide(.pullRequest(mergeable: false)).verdict == .filtered)
        #expect(try decide(.pullRequest(mergeable: true)).verdict == .matched)
        #expect(try decide(.pullRequest(kind: .pullRequestTarget, mergeable: false)).verdict == .matched)
    }

    @Test func `a run of a pull request has its title and its branches`() throws {
        let workflow = try Model.workflow(
            Model.job("test"),
            runName: "${{ github.event_name }} ${{ github.head_ref }} ${{ github.base_ref }} "
                + "${{ github.ref_name }} ${{ github.ref_type }} ${{ github.ref_protected }}",
            triggers: Triggers(pullRequest: PullRequestTrigger()))
        let named = Planner.plan(try .pullRequest(), workflow).plan.runs.first
        #expect(named?.runName == "pull_request topic main 7/merge branch false")
        let plain = try Model.workflow(Model.job("test"), triggers: Triggers(pullRequest: PullRequestTrigger()))
        #expect(Planner.plan(try .pullRequest(), plain).plan.runs.first?.runName == "Better weather")
    }
}
