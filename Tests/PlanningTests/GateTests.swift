import Core
import OrderedCollections
import Testing
import Workflows

@testable import Planning

@Suite struct GateTests {
    private let event: Event
    private let workflow: Workflow

    init() throws {
        event = try .push()
        workflow = try Model.workflow(
            Model.job("lint"), Model.job("model", paths: ["models/**", "!models/README.md"]),
            Model.job("grid", needs: ["model"], matrix: #"{"a": [1, 2]}"#, paths: ["training/**"]))
    }

    private var keys: [GateKey] {
        Planner.plan(event: event, repository: .weather, workflows: [workflow.file], facts: PlanFacts()).gates
    }

    private func plan(changed: [String]) throws -> PlanCheck {
        let voucher = Voucher(commit: try .all("c"), run: RunID(55), number: 12, changed: PathIndex(changed))
        let facts = PlanFacts(vouchers: Dictionary(uniqueKeysWithValues: keys.map { ($0, voucher) }))
        let check = Planner.plan(event, workflow, facts: facts)
        check.checkDecision(.matched)
        check.checkJob("lint")
        return check
    }

    @Test func `the questions are the jobs with paths, each combination for itself`() {
        #expect(keys.map(\.key) == ["model", "grid/1", "grid/2"])
        #expect(keys.map(\.job) == ["model", "grid", "grid"])
        #expect(Set(keys.map(\.digest)).count == 3)
    }

    @Test func `a workflow that does not run asks nothing`() throws {
        let keys = Planner.plan(
            event: try .dispatch(), repository: .weather, workflows: [workflow.file], facts: PlanFacts()
        ).gates
        #expect(keys.isEmpty)
    }

    @Test func `a job is skipped when none of its paths changed, and says who vouches`() throws {
        let check = try plan(changed: ["README.md", "models/README.md"])
        let job = check.checkJob(
            "model",
            gate: "no path in models/**, !models/README.md changed since ccccccc, where run #12 passed")
        #expect(job?.gate?.voucher?.commit == (try CommitSHA.all("c")))
        #expect(job?.gate?.voucher?.run == RunID(55))
        #expect(job?.gate?.voucher?.changed == [], "ten thousand paths are not kept with every job")
    }

    @Test func `a job runs when one of its paths changed, and says which`() throws {
        let check = try plan(changed: ["README.md", "training/fit.py"])
        let gate = "training/fit.py changed since ccccccc, where run #12 passed"
        let job = check.checkJob("grid/1", needs: ["model"], matrix: ["a": 1], gate: gate)
        #expect(job?.gate?.voucher == nil)
        check.checkJob("grid/2", needs: ["model"], matrix: ["a": 2], gate: gate)
    }

    @Test func `without a voucher the gate is open`() throws {
        let job = Planner.plan(event, workflow).checkJob(
            "model", gate: "no earlier commit of this branch or its base is known where it passed with this definition")
        #expect(job?.gate?.voucher == nil)
    }

    @Test func `a voucher for another definition does not count`() throws {
        let before = keys
        var changed = workflow
        changed.jobs["model"]?.canonicalText = "edited"
        let voucher = Voucher(commit: try .all("c"), run: RunID(55), number: 12, changed: [])
        let facts = PlanFacts(vouchers: Dictionary(uniqueKeysWithValues: before.map { ($0, voucher) }))
        let check = Planner.plan(event, changed, facts: facts)
        #expect(check.plan.runs.first?.jobs.map { $0.gate?.voucher != nil } == [false, false, true, true])
    }

    @Test func `the values of a matrix are part of a job's definition`() throws {
        func digests(_ matrix: String) throws -> [String] {
            let workflow = try Model.workflow(Model.job("test", matrix: matrix))
            return Planner.plan(event, workflow).plan.runs.flatMap(\.jobs).map(\.digest)
        }
        let pair = try digests(#"{"a": [1, 2]}"#)
        #expect(pair[0] != pair[1])
        #expect(try digests(#"{"a": [2]}"#) == [pair[1]])
        #expect(pair.allSatisfy { $0.utf8.count == 64 })
    }

    @Test func `a job whose matrix waits for others runs and says that it cannot be looked up`() throws {
        let workflow = try Model.workflow(
            Model.job("list"),
            Model.job("test", needs: ["list"], matrix: "${{ fromJSON(needs.list.outputs.x) }}", paths: ["a/**"]))
        let check = Planner.plan(event, workflow)
        check.checkJob(
            "test", needs: ["list"],
            gate: "its matrix depends on other jobs, so no earlier pass of a combination can be looked up",
            isDeferred: true)
        #expect(
            Planner.plan(event: event, repository: .weather, workflows: [workflow.file], facts: PlanFacts()).gates
                .isEmpty)
    }
}
