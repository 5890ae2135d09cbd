import Core
import OrderedCollections
import Testing
import Workflows

@Suite struct NamesTests {
    private func jobs(_ needs: [(String, String)]) -> String {
        "on: push\njobs:\n"
            + needs.map { id, needs in
                "  \(id):\n" + (needs.isEmpty ? "" : "    needs: \(needs)\n")
                    + "    runs-on: x\n    steps:\n      - run: x\n"
            }.joined()
    }

    @Test func `a circle of needs is walked with the lines of its edges`() throws {
        let text = jobs([("first", ""), ("a", "[c, first]"), ("b", "a"), ("c", "b")])
        let diagnostics = Linter.lint(Array(text.utf8), path: "ci.yml")
        let cycle = try #require(diagnostics.first)
        #expect(diagnostics.count == 1 && cycle.rule == "needs-cycle")
        #expect(cycle.position == SourcePosition(line: 8, column: 13))
        #expect(
            cycle.message
                == "jobs wait for each other: 'a' needs 'c' (line 8), 'c' needs 'b' (line 18), 'b' needs 'a' (line 13)")
    }

    @Test func `jobs that all need another one can't start`() {
        #expect(findings(jobs([("a", "b"), ("b", "a")])) == ["3:3 no-first-job", "4:12 needs-cycle"])
        #expect(findings("on: push\njobs: {}\n") == ["2:7 no-first-job"])
        #expect(findings("on: push\njobs:\n") == ["2:6 wrong-type"])
        #expect(findings("on: push\n") == ["1:1 missing-key"])
    }

    @Test func `needs are found without regard to case and get the job's own spelling`() throws {
        let (workflow, diagnostics) = WorkflowParser.parse(jobs([("Build", ""), ("test", "BUILD")]), path: "ci.yml")
        #expect(diagnostics == [])
        #expect(workflow?.jobs["test"]?.needs.map(\.content) == ["Build"])
    }

    @Test func `a job that is needed must exist, once`() {
        #expect(findings(jobs([("a", ""), ("b", "[a, nope]")])) == ["8:16 undefined-needs"])
        #expect(findings(jobs([("a", ""), ("b", "[a, A]")])) == ["8:16 duplicate-id"])
    }

    @Test(arguments: ["1a", "-a", "a.b", "a b", "__a", String(repeating: "a", count: 100)])
    func `an id that GitHub refuses is refused`(id: String) {
        #expect(findings(jobs([(id, "")])) == ["3:3 invalid-value"])
    }

    @Test func `ids are compared without case`() {
        #expect(findings(jobs([("a", ""), ("A", "")])) == ["7:3 duplicate-id"])
        let steps = "    steps:\n      - {id: s, run: x}\n      - {id: S, run: x}\n"
        #expect(findings(job("", steps: steps)) == ["7:14 duplicate-id"])
    }

    @Test func `a step sees the steps above it, and the outputs see all`() {
        let steps =
            "    steps:\n      - {id: s, run: x}\n      - run: echo ${{ steps.s.outcome }} ${{ steps.t.outcome }}\n      - {id: t, run: x}\n"
        #expect(findings(job("outputs: {o: \"${{ steps.t.outputs.o }}\"}", steps: steps)) == ["8:46 undefined-step"])
    }

    @Test func `a matrix's properties come from its dimensions and includes`() {
        let steps = "    steps:\n      - run: echo ${{ matrix.os }} ${{ matrix.extra }} ${{ matrix.no }}\n"
        let matrix = "strategy: {matrix: {os: [a], include: [{extra: 1}]}}"
        #expect(findings(job(matrix, steps: steps)) == ["7:60 undefined-matrix"])
        #expect(findings(job("strategy: {matrix: \"${{ fromJSON(vars.M) }}\"}", steps: steps)) == [])
        let open = "strategy: {matrix: {os: [a], include: \"${{ fromJSON(vars.M) }}\"}}"
        #expect(findings(job(open, steps: steps)) == [])
    }

    @Test func `steps without an id get GitHub's names`() throws {
        let steps = """
                steps:
                  - uses: actions/checkout@v4
                  - run: a
                  - {id: mine, run: b}
                  - run: c
                  - uses: actions/checkout@v4

            """
        let (workflow, diagnostics) = WorkflowParser.parse(job("", steps: steps), path: "ci.yml")
        #expect(diagnostics == [])
        #expect(
            workflow?.jobs["build"]?.steps.map(\.id)
                == ["__actions_checkout", "__run", "mine", "__run_2", "__actions_checkout_2"])
    }

    @Test func `an unknown key suggests the nearest one`() {
        let diagnostics = Linter.lint(Array(job("timout-minutes: 5").utf8), path: "ci.yml")
        #expect(diagnostics.map(\.help) == ["Did you mean 'timeout-minutes'?"])
    }

    @Test func `a definition's text changes with its meaning only`() throws {
        func text(_ source: String) throws -> String {
            let (workflow, diagnostics) = WorkflowParser.parse(source, path: "ci.yml")
            #expect(diagnostics == [])
            return try #require(workflow?.jobs["build"]).canonicalText
        }
        let plain = try text("on: push\nenv: {A: 1}\n" + job("env: {B: x}").dropFirst(9))
        let other = try text(
            "# c\non: [push]\nname: n\nenv:\n  A: 0x1 # one\n" + job("env:\n  'B':   \"x\"").dropFirst(9))
        #expect(plain == other)
        #expect(try plain != text("on: push\nenv: {A: '1'}\n" + job("env: {B: x}").dropFirst(9)))
        #expect(try plain != text("on: push\nenv: {A: 2}\n" + job("env: {B: x}").dropFirst(9)))
        #expect(try plain != text("on: push\nenv: {A: 1}\n" + job("env: {B: y}").dropFirst(9)))
        #expect(try plain != text(job("env: {B: x}")))
    }
}
