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
    }

    @Test func `a rule is explained`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(
            await anneal("lint", "--explain", "needs-cycle")
                == .init(code: 0, output: "needs-cycle  Jobs need each other in a circle.\n"))
        #expect(await anneal("lint", "--explain", "nope").code == 2)
    }
}
