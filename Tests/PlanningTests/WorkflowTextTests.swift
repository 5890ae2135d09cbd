import Core
import OrderedCollections
import Testing
import Workflows

@testable import Planning

/// From the text of a file to the plan.
@Suite struct WorkflowTextTests {
    private func check(_ text: String, facts: PlanFacts = PlanFacts()) throws -> PlanCheck {
        let file = WorkflowFile(path: ".anneal/workflows/ci.yml", source: Array(text.utf8))
        return PlanCheck(
            Planner.plan(event: try .push(), repository: .weather, workflows: [file], facts: facts))
    }

    private let text = """
        name: Weather
        run-name: Test ${{ github.ref_name }}
        on:
          push:
            branches: [main]
            paths: ['**.py', '!docs/**']
        env:
          SEED: 1
        jobs:
          unit:
            runs-on: linux
            tier: unit
            strategy:
              matrix:
                python: ['3.11', '3.12']
                include:
                  - python: '3.12'
                    extra: true
            steps:
              - run: pytest -q
          model:
            name: Model tests
            needs: unit
            runs-on: linux
            paths: ['models/**']
            outputs:
              rates: ${{ steps.search.outputs.rates }}
            steps:
              - uses: actions/checkout@v4
              - run: pytest models
                id: search
          sweep:
            needs: [unit, model]
            runs-on: linux
            strategy:
              matrix:
                rate: ${{ fromJSON(needs.model.outputs.rates) }}
            steps:
              - run: echo ${{ matrix.rate }}
        """

    private func facts(_ paths: [String]) -> PlanFacts {
        PlanFacts(changes: ChangedPaths(PathIndex(paths), since: "bbbbbbb"))
    }

    @Test func `a whole file is planned`() throws {
        let check = try check(text, facts: facts(["models/net.py"]))
        check.checkDecision(
            .matched, "branch main matches 'main', and models/net.py changed since bbbbbbb and matches '**.py'")
        check.checkJob("unit/1", name: "unit (3.11)", matrix: ["python": "3.11"])
        check.checkJob("unit/2", name: "unit (3.12, true)", matrix: ["python": "3.12", "extra": true])
        check.checkJob(
            "model", name: "Model tests", needs: ["unit"],
            gate: "no earlier commit of this branch or its base is known where it passed with this definition")
        check.checkJob("sweep", name: "sweep", needs: ["unit", "model"], isDeferred: true)
        check.checkNothingMore()
        #expect(check.plan.runs.map(\.runName) == ["Test main"])
        #expect(check.plan.runs.map(\.name) == ["Weather"])
        #expect(check.plan.runs.first?.jobs.first?.tier == .unit)
    }

    @Test func `the filter that said no is named with its line`() throws {
        let check = try check(text, facts: facts(["docs/conf.py"]))
        check.checkDecision(
            .filtered, "no changed path since bbbbbbb matches paths; docs/conf.py is taken back by '!docs/**'",
            rule: "on.push.paths", line: 6)
        check.checkNothingMore()
    }

    @Test func `a cycle makes a failed run that shows the diagnostic`() throws {
        let check = try check(
            """
            on: push
            jobs:
              a: {needs: b, runs-on: linux, steps: [{run: 'true'}]}
              b: {needs: a, runs-on: linux, steps: [{run: 'true'}]}
            """)
        #expect(check.plan.decisions.map(\.verdict) == [.invalid])
        let run = try #require(check.plan.runs.first)
        #expect(run.isInvalid)
        #expect(run.diagnostics.contains { $0.rule == "needs-cycle" })
    }

    @Test func `comments and layout change no job's definition, its environment does`() throws {
        func digests(_ text: String) throws -> [String: String] {
            let jobs = try check(text, facts: facts(["a.py"])).plan.runs.flatMap(\.jobs)
            return Dictionary(uniqueKeysWithValues: jobs.map { ($0.key, $0.digest) })
        }
        let before = try digests(text)
        #expect(before.count == 4)
        let commented = text.replacing("    name: Model tests\n", with: "    # why\n    name:   'Model tests'\n")
        #expect(commented != text)
        #expect(try digests(commented) == before)
        let edited = text.replacing("pytest models", with: "pytest models -x")
        #expect(try digests(edited).filter { $0.value != before[$0.key] }.keys.sorted() == ["model"])
        let seeded = text.replacing("SEED: 1", with: "SEED: 2")
        #expect(try digests(seeded).allSatisfy { $0.value != before[$0.key] })
    }
}
