import Core
import FoundationEssentials
import JobProtocol
import Testing

struct JavaScriptActionTests {
    /// Tells of itself, its inputs and its state.
    private static let report = """
        const fs = require('fs')
        const tell = (name) => console.log(name + ' ' + (process.env.INPUT_WHO || '') + ' ' + (process.env.STATE_step || '-'))
        const save = (value) => fs.appendFileSync(process.env.GITHUB_STATE, 'step=' + value + '\\n')

        """

    @Test func `pre comes before all steps, post after all in reverse, with inputs and state`() throws {
        let folder = try ActionFolder()
        for name in ["a", "b"] {
            try folder.addJavaScript(
                "me/\(name)@v1", inputs: [ActionInput(name: "who", defaultText: "you")],
                main: Self.report
                    + "tell('main'); save('main'); fs.appendFileSync(process.env.GITHUB_OUTPUT, 'o=1\\n')",
                pre: Self.report + "tell('pre'); save('pre')", post: Self.report + "tell('post')")
        }
        let job = try SupervisedJob(
            [
                .run("echo first"), .uses("me/a@v1", with: [NamedText("WHO", "ann")], id: "a"),
                .uses("me/b@v1", id: "b"),
                .run("echo ${{ steps.a.outputs.o }} ${STATE_step-none} ${INPUT_WHO-none}")
            ], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(
            try record.log() == """
                pre ann -
                pre you -
                first
                main ann pre
                main you pre
                1 none none
                post you main
                post ann main

                """)
        #expect(
            (0..<8).map { record.names[$0] ?? "" }
                == [
                    "Pre Run me/a@v1", "Pre Run me/b@v1", "Run echo first", "Run me/a@v1", "Run me/b@v1",
                    "Run echo 1 none none", "Post Run me/b@v1", "Post Run me/a@v1"
                ].map { $0 == "Run echo 1 none none" ? record.names[5] ?? "" : $0 })
        #expect(record.order == Array(0..<8))
    }

    @Test func `a pre that fails skips the steps, and post still runs`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript(
            "me/a@v1", main: "console.log('never')", pre: "process.exit(4)", post: "console.log('post')")
        try folder.addJavaScript(
            "me/b@v1", main: "console.log('never')", post: "console.log('never')")
        let job = try SupervisedJob(
            [.uses("me/a@v1"), .uses("me/b@v1"), .run("echo always", if: "always()")], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 4)
        #expect(record.reason == "step `Pre Run me/a@v1` failed: exit code 4")
        #expect(try record.log() == "always\npost\n")
        #expect(record.steps[1]?.outcome == .skipped)
    }

    @Test func `post runs after a failure and after a cancel, unless its condition is against it`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript("me/a@v1", main: "process.exit(1)", post: "console.log('a')")
        try folder.addJavaScript("me/b@v1", main: "", post: "console.log('b')", postIf: "success()")
        try folder.addJavaScript("me/c@v1", main: "", post: "console.log('c')", postIf: "failure()")
        try folder.addJavaScript("me/d@v1", main: "", post: "console.log('d')", postIf: "cancelled()")
        let steps: [StepPlan] = [.uses("me/b@v1"), .uses("me/c@v1"), .uses("me/d@v1")]
        let failed = try SupervisedJob(steps + [.uses("me/a@v1")], actions: folder.actions).run()
        #expect(failed.conclusion == .failure)
        #expect(try failed.log() == "a\nc\n")
        let job = try SupervisedJob(
            steps + [.run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#), .uses("me/a@v1")], actions: folder.actions)
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.cancel("enough")
        let cancelled = try job.finish(supervisor)
        #expect(cancelled.conclusion == .cancelled)
        // The action that never began leaves nothing to tidy.
        #expect(try cancelled.log() == "d\n")
    }

    @Test func `a post that fails fails the job, and the others run all the same`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript("me/a@v1", main: "", post: "console.log('a')")
        try folder.addJavaScript("me/b@v1", main: "", post: "process.exit(5)")
        let record = try SupervisedJob([.uses("me/a@v1"), .uses("me/b@v1")], actions: folder.actions).run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 5)
        #expect(try record.log() == "a\n")
    }

    @Test func `actions within a composite action have their phases and state, too`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript(
            "me/js@v1", inputs: [ActionInput(name: "who")], main: Self.report + "tell('main'); save('main')",
            pre: Self.report + "tell('pre'); save('pre')", post: Self.report + "tell('post')")
        try folder.addComposite(
            "me/outer@v1", inputs: [ActionInput(name: "name")],
            [
                .uses("me/js@v1", with: [NamedText("who", "${{ inputs.name }}-1")]),
                .uses("me/js@v1", with: [NamedText("who", "${{ inputs.name }}-2")])
            ])
        let job = try SupervisedJob(
            [.run("echo first"), .uses("me/outer@v1", with: [NamedText("name", "x")])], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        let lines = try record.log().split(separator: "\n").filter { !$0.hasPrefix("::") && !$0.hasPrefix("  ") }
        #expect(
            lines == [
                "pre x-1 -", "pre x-2 -", "first", "main x-1 pre", "main x-2 pre", "post x-2 main", "post x-1 main"
            ])
    }

    @Test func `a built-in action that saves state is run again after all steps`() throws {
        let scratch = try Scratch()
        let executable = try scratch.addProgram(
            "anneal",
            #"""
            #!/bin/sh
            echo "$* ${INPUT_KEY} ${STATE_saved-none} $GITHUB_ACTION $GITHUB_ACTION_REPOSITORY@$GITHUB_ACTION_REF"
            test "$3" = --post || { echo saved=yes >> "$GITHUB_STATE"; echo "post-if=$INPUT_IF" >> "$GITHUB_STATE"; }

            """#)
        func cache(_ condition: String) -> StepPlan {
            StepPlan(
                id: "__1",
                work: .builtIn(
                    name: "actions/cache", version: "v4", inputs: [NamedText("key", "k"), NamedText("if", condition)]))
        }
        let job = try SupervisedJob([cache("success()"), cache("always()"), .run("exit 1")], executable: executable)
        let record = try job.run()
        #expect(
            try record.log() == """
                action cache k none __actions_cache actions/cache@v4
                action cache k none __actions_cache_2 actions/cache@v4
                action cache --post k yes __actions_cache_2 actions/cache@v4

                """)
        #expect(record.steps[4]?.outcome == .skipped)
        #expect(record.names[4] == "Post Run actions/cache@v4")
    }

    @Test func `a built-in action that can't reach what it needs is a failure of the setup`() throws {
        let scratch = try Scratch()
        let executable = try scratch.addProgram("anneal", "#!/bin/sh\nexit $INPUT_CODE\n")
        for (code, conclusion) in [("75", Conclusion.setupFailure), ("1", .failure)] {
            let work = StepPlan.Work.builtIn(
                name: "actions/checkout", version: "v4", inputs: [NamedText("code", code)])
            let record = try SupervisedJob([StepPlan(id: "__1", work: work)], executable: executable).run()
            #expect(record.steps[0]?.outcome == conclusion)
            #expect(record.conclusion == conclusion)
            #expect(record.exitCode == Int(code))
        }
        // A script may end with any number: it fails by itself.
        #expect(try SupervisedJob([.run("exit 75")]).run().conclusion == .failure)
    }

    @Test func `what this machine lacks is a failure of the setup that says what`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript("me/a@v1", main: "")
        try folder.addDocker("me/docker@v1")
        let job = try SupervisedJob(
            [
                .uses("me/a@v1", environment: [NamedText("PATH", "/nowhere")], continueOnError: "true"),
                .uses("docker://alpine:3", continueOnError: "true"), .uses("me/docker@v1")
            ], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .setupFailure)
        #expect(record.steps[0]?.outcome == .setupFailure)
        #expect(
            record.steps[0]?.reason?.hasPrefix("me/a@v1 needs Node.js (node20), and this machine has no `node`") == true
        )
        for step in [1, 2] {
            #expect(record.steps[step]?.outcome == .setupFailure)
            #expect(record.steps[step]?.reason?.contains("needs the container executor") == true)
        }
    }
}
