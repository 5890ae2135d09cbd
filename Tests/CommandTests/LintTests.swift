import Testing

@Suite struct LintTests {
    private static let broken = """
        on: push
        jobs:
          unit:
            runs-on: linux
            stepz:
              - run: echo
            steps:
              - run: echo

        """

    @Test func `a mistake is shown with its line and a caret`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        try anneal.scratch.write(Self.broken, to: "ci.yml")
        let outcome = await anneal("lint", "ci.yml")
        #expect(outcome.code == 1)
        #expect(outcome.output.hasPrefix("ci.yml:5:5: error: "))
        #expect(outcome.output.contains("[unknown-key]\n      stepz:\n      ^\n"))
        #expect(outcome.error == "1 file: 1 error, 0 warnings\n")
    }

    @Test func `json has one object a line`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        try anneal.scratch.write(Self.broken, to: "w/ci.yml")
        let outcome = await anneal("lint", "--format", "json", "w")
        #expect(outcome.code == 1)
        let start = #"{"file":"w/ci.yml","line":5,"column":5,"severity":"error","rule":"unknown-key","message":""#
        #expect(outcome.output.hasPrefix(start))
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(outcome.error.isEmpty)
    }

    @Test func `what is not there could not be checked`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(
            await anneal("lint", "no.yml")
                == .init(code: 2, output: "", error: "anneal: there is no file or folder no.yml\n"))
        #expect(await anneal("lint").code == 2)
        // What is there is checked all the same.
        try anneal.scratch.write(Self.broken, to: "ci.yml")
        let outcome = await anneal("lint", "no.yml", "ci.yml")
        #expect(outcome.code == 2 && outcome.output.hasPrefix("ci.yml:5:5: error: "))
        #expect(outcome.error == "anneal: there is no file or folder no.yml\n1 file: 1 error, 0 warnings\n")
    }

    @Test func `a warning is a finding, a note is none`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        let file = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.branch }}\n"
        try anneal.scratch.write(file, to: "warning.yml")
        #expect(await anneal("lint", "warning.yml").code == 1)
        try anneal.scratch.write("on: push\njobs:\n  train:\n    runs-on: x\n    steps: [run: x]\n", to: "note.yml")
        #expect(await anneal("lint", "note.yml").code == 0)
    }

    @Test func `an action that can't be had is found before a run comes to it`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        let steps = "[{uses: actions/checkout@v4}, {uses: ./setup}, {uses: some/action@v1}]"
        let file = "on: push\njobs:\n  a:\n    runs-on: x\n    steps: \(steps)\n"
        try anneal.scratch.write("", to: "r/.git/HEAD")
        try anneal.scratch.write(file, to: "r/.anneal/workflows/a.yml")
        let outcome = await anneal("lint", "r/.anneal/workflows/a.yml")
        #expect(outcome.output.contains("[missing-action]"))
        #expect(outcome.output.contains("[action-lock]"))
        try anneal.scratch.write("runs: {using: composite, steps: []}\n", to: "r/setup/action.yml")
        let commit = String(repeating: "a", count: 40)
        try anneal.scratch.write("some/action@v1 \(commit)\n", to: "r/.anneal/actions.lock")
        #expect(await anneal("lint", "r/.anneal/workflows/a.yml").code == 0)
        try anneal.scratch.write(file, to: "elsewhere/a.yml")
        #expect(await anneal("lint", "elsewhere/a.yml").code == 0, "nobody keeps a lock file there")
    }

    @Test func `calls are held against the files of the repository`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        try anneal.scratch.write("", to: "r/.git/HEAD")
        try anneal.scratch.write("on: push\njobs:\n  a: {uses: ./w/b.yml}\n", to: "r/w/a.yml")
        #expect(await anneal("lint", "r/w/a.yml").output.contains("[broken-call]"))
        try anneal.scratch.write("on: workflow_call\njobs:\n  a: {runs-on: x}\n", to: "r/w/b.yml")
        #expect(await anneal("lint", "r/w/a.yml").code == 0)
    }

    @Test func `a rule is explained`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(
            await anneal("lint", "--explain", "missing-timeout")
                == .init(
                    code: 0,
                    output: """
                        missing-timeout: A job that trains has no time-out of its own, and may hold its machine for six hours.
                        A training that hangs blocks its machine for six hours, and its GPU with it.

                        Wrong:
                          name: Train

                        Right:
                          name: Train
                          timeout-minutes: 60

                        """))
        #expect(await anneal("lint", "--explain", "all").output.contains("needs-cycle"))
        #expect(await anneal("lint", "--explain", "nope").code == 2)
    }
}
