import Core
import FoundationEssentials
import JobProtocol
import Testing

struct JobPlanFileTests {
    private static let plan = JobPlan(
        run: RunID(3), job: JobID(4), attempt: 2, name: "train (a/b, \u{e9})",
        steps: [
            StepPlan(
                id: "x", name: "n", condition: "always()",
                work: .run(script: "a\nb", shell: "bash", workingDirectory: "d"), environment: [NamedText("A", "1")],
                timeoutMinutes: "3", continueOnError: "true"),
            StepPlan(
                id: "y",
                work: .builtIn(name: "actions/checkout", version: "v4", inputs: [NamedText("ref", "${{ github.ref }}")])
            ),
            StepPlan(id: "z", work: .action(reference: "a/b@v1", inputs: []), background: true),
            StepPlan(
                id: "__1",
                work: .parallel(steps: [StepPlan(id: "p", work: .run(script: "", shell: nil, workingDirectory: nil))])),
            StepPlan(id: "__2", work: .wait(steps: ["z"])), StepPlan(id: "__3", work: .waitAll),
            StepPlan(id: "__4", work: .cancel(step: "z"))
        ],
        actions: [
            "a/b@v1": ActionPlan(
                name: "A", folder: "/a", inputs: [ActionInput(name: "i", defaultText: "1")],
                runs: .javaScript(
                    node: "node20", main: "m.js", pre: nil, preCondition: nil, post: "p.js", postCondition: "success()")
            ),
            "./c": ActionPlan(
                name: "C", folder: nil, inputs: [], outputs: [NamedText("o", "1")],
                runs: .composite(steps: [StepPlan(id: "s", work: .action(reference: "d@v1", inputs: []))])),
            "d@v1": ActionPlan(name: "D", folder: "/d", inputs: [], runs: .docker)
        ],
        environment: [[NamedText("A", "1"), NamedText("A", "2")], []],
        outputs: [JobOutput("o", "${{ 1 }}", at: "ci.yml, line 3")],
        contexts: ["github": ["event": ["z": 1, "a": [nil, true, 1.5]]]],
        defaults: RunDefaults(shell: "sh", workingDirectory: nil), timeout: 60, grace: 5,
        workspace: JobPlan.Workspace(path: "/w", temporary: "/t", toolCache: "/c", policy: .keepOnFailure), source: nil,
        seed: .max, executable: "/bin/anneal")

    @Test func `a plan comes back as it was written`() throws {
        let scratch = try Scratch()
        try Self.plan.write(to: scratch.directory)
        #expect(try JobPlan(readFrom: scratch.directory) == Self.plan)
        #expect(try scratch.names == ["plan.json"])
    }

    @Test(arguments: [
        ("{\"version\": 1}", JobProtocolError.Code.unknownVersion, "plan of version 1"),
        ("[", .malformed, "not a plan"),
        ("{\"version\": 2}", .malformed, "no run"), ("", .malformed, "not a plan")
    ])
    func `what is no plan is refused and says why`(text: String, code: JobProtocolError.Code, part: String) throws {
        let scratch = try Scratch()
        try scratch.append(text, to: scratch.directory.plan)
        let error = #expect(throws: JobProtocolError.self) { try JobPlan(readFrom: scratch.directory) }
        #expect(error?.code == code)
        #expect(error?.message.contains(part) == true, "\(error as Any)")
    }
}
