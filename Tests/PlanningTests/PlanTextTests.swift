import Core
import Testing
import Workflows

@testable import Planning

@Suite struct PlanTextTests {
    private func plan() throws -> Plan {
        let ci = try Model.workflow(
            Model.job("test", matrix: #"{"python": ["3.11", "3.12"]}"#, tier: .unit),
            Model.job("train", needs: ["test"], paths: ["models/**"]),
            Model.job("sweep", needs: ["test", "train"], matrix: "${{ fromJSON(needs.train.outputs.x) }}"), name: "CI")
        let docs = try Model.workflow(
            Model.job("build"), path: "docs.yml",
            triggers: Triggers(push: PushTrigger(paths: Model.filter("docs/**"))))
        let error = Diagnostic(
            rule: "unknown-key", "unknown key 'job'", help: "Write 'jobs'.", file: "bad.yml",
            at: SourcePosition(line: 4, column: 1))
        let event = try Event.push()
        let files = [
            ci.file, docs.file, WorkflowFile(path: "bad.yml", workflow: nil, diagnostics: [error], digest: "00")
        ]
        var facts = PlanFacts(changes: ChangedPaths(["README.md"], since: "bbbbbbb"))
        let voucher = Voucher(commit: try .all("c"), run: RunID(55), number: 12, changed: ["README.md"])
        for key in Planner.plan(event: event, repository: .weather, workflows: files, facts: facts).gates {
            facts.vouchers[key] = voucher
        }
        return Planner.plan(event: event, repository: .weather, workflows: files, facts: facts)
    }

    @Test func `a plan reads as a page`() throws {
        let expected = """
            push of refs/heads/main at aaaaaaa by mona

            WORKFLOW                  VERDICT   REASON
            .anneal/workflows/ci.yml  matched   a push of branch main
            docs.yml                  filtered  README.md, the only changed path since bbbbbbb, matches no pattern of paths [on.push.paths, line 10]
            bad.yml                   invalid   the file has an error in line 4: unknown key 'job' [unknown-key, line 4]

            .anneal/workflows/ci.yml: Fix the model
              JOB     NAME         NEEDS        VERDICT
              test/1  test (3.11)  -            runs
              test/2  test (3.12)  -            runs
              train   train        test         skipped: no path in models/** changed since ccccccc, where run #12 passed
              sweep   sweep        test, train  expands when its needs are over

            bad.yml: Fix the model
              bad.yml:4:1: error: unknown key 'job' [unknown-key]
                help: Write 'jobs'.

            """
        #expect(PlanText.render(try plan()) == expected)
    }

    @Test func `the JSON form has the same facts`() throws {
        let value = try plan().value
        #expect(value["event"]?["ref"] == "refs/heads/main")
        #expect(value["decisions"]?.array?.map { $0["verdict"] } == ["matched", "filtered", "invalid"])
        #expect(value["decisions"]?.array?[1]["rule"] == "on.push.paths")
        #expect(value["decisions"]?.array?[1]["line"] == 10)
        let jobs = try #require(value["runs"]?.array?.first?["jobs"]?.array)
        #expect(jobs.map { $0["key"] } == ["test/1", "test/2", "train", "sweep"])
        #expect(jobs[0]["matrix"] == ["python": "3.11"])
        #expect(jobs[0]["tier"] == "unit")
        #expect(jobs[2]["gate"]?["open"] == false)
        #expect(jobs[2]["gate"]?["number"] == 12)
        #expect(jobs[3]["deferred"] == true)
        #expect(value["runs"]?.array?.last?["diagnostics"]?.array?.first?["line"] == 4)
    }
}
