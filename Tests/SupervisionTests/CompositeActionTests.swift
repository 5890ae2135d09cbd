import Core
import FoundationEssentials
import JobProtocol
import Testing

struct CompositeActionTests {
    @Test func `a composite action is one step with inputs, outputs and steps of its own`() throws {
        let folder = try ActionFolder()
        try folder.addComposite(
            "me/greet@v1",
            inputs: [
                ActionInput(name: "who", isRequired: true),
                ActionInput(name: "greeting", defaultText: "hello ${{ github.actor }}"),
                ActionInput(name: "Old", deprecationMessage: "use who")
            ],
            outputs: [
                NamedText("said", "${{ steps.say.outputs.text }}"), NamedText("none", "${{ steps.x.outputs.y }}")
            ],
            [
                .run(
                    #"""
                    echo "text=${{ inputs.greeting }}, ${{ inputs.WHO }}" >> "$GITHUB_OUTPUT"
                    echo "LATER=1" >> "$GITHUB_ENV"
                    echo "$GITHUB_ACTION $GITHUB_ACTION_REPOSITORY $GITHUB_ACTION_REF $MOOD"
                    test "$GITHUB_ACTION_PATH" = "${{ github.action_path }}"; test -d "$GITHUB_ACTION_PATH"
                    """#, id: "say", shell: "bash"),
                .run("echo [${{ steps.say.outputs.text }}] ${{ env.LATER }}${{ steps.before.outcome }}", shell: "bash")
            ])
        let job = try SupervisedJob(
            [
                .run("true", id: "before"),
                .uses(
                    "me/greet@v1",
                    with: [NamedText("who", "${{ 'world' }}"), NamedText("old", "1"), NamedText("typo", "2")],
                    id: "greet", environment: [NamedText("MOOD", "glad")]),
                .run(
                    "echo ${{ steps.greet.outputs.said }}${{ steps.say.outcome }} $LATER ${MOOD-none} [$GITHUB_ACTION_REF]"
                )
            ], actions: folder.actions, contexts: ["github": ["actor": "ann"]])
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(try record.log(ofStep: 2) == "hello ann, world 1 none []\n")
        let lines = try record.log(ofStep: 1).split(separator: "\n")
        #expect(lines.contains("say me/greet v1 glad"))
        #expect(lines.contains("[hello ann, world] 1"))
        #expect(lines.contains { $0.hasPrefix("::group::Run echo [") })
        #expect(record.steps.count == 3)
        let warnings = record.annotations.map(\.message)
        #expect(warnings.contains("the input `old` of me/greet@v1 is deprecated: use who"))
        #expect(warnings.contains("me/greet@v1 has no input `typo`; its inputs are `who`, `greeting`, `Old`"))
    }

    @Test func `the heads of its steps show values, and no secret`() throws {
        let folder = try ActionFolder()
        try folder.addComposite(
            "me/greet@v1", inputs: [ActionInput(name: "who"), ActionInput(name: "key")],
            [
                .run("\n  echo ${{ inputs.who }}\necho '${{ inputs.key }}'", shell: "bash"),
                .run("true", shell: "bash", name: "For ${{ inputs.who }} with ${{ inputs.key }}"),
                .run("echo ${{ format('{0}',\n inputs.who) }}", shell: "bash"),
                .run("echo ${{ fromJSON('') }}", shell: "bash")
            ])
        let job = try SupervisedJob(
            [
                .uses("me/greet@v1", with: [NamedText("who", "ada"), NamedText("key", "${{ secrets.KEY }}")]),
                .run("true", if: "1 == 2", name: "Skipped for ${{ github.actor }}")
            ], actions: folder.actions, secrets: #"{"KEY": "the first\nthe second"}"#,
            contexts: ["github": ["actor": "ann"]])
        let record = try job.run()
        let log = try record.log(ofStep: 0)
        let heads = log.split(separator: "\n").filter { $0.hasPrefix("::group::") }
        #expect(
            heads == [
                "::group::Run echo ada", "::group::For ada with ***", "::group::Run echo ada",
                "::group::Run echo ${{ fromJSON('') }}"
            ])
        #expect(log.contains("  echo ada\n"))
        #expect(!log.contains("the first") && !log.contains("the second") && !log.contains("inputs."))
        #expect(record.steps[1]?.name == "Skipped for ann")
    }

    @Test func `a step that fails within fails the action, and its own steps see that`() throws {
        let folder = try ActionFolder()
        try folder.addComposite(
            "me/a@v1", outputs: [NamedText("late", "${{ steps.late.outputs.x }}")],
            [
                .run("exit 9", id: "forgiven", shell: "bash", continueOnError: "true"),
                .run(
                    "echo ${{ steps.forgiven.outcome }} ${{ steps.forgiven.conclusion }}; exit 3", id: "bad",
                    shell: "bash"),
                .run("echo never", shell: "bash"),
                .run(
                    "echo x=${{ steps.bad.outcome }} >> $GITHUB_OUTPUT; echo mourned", id: "late", if: "failure()",
                    shell: "bash")
            ])
        let job = try SupervisedJob(
            [
                .run("exit 1", continueOnError: "true"), .uses("me/a@v1", id: "a"),
                .run("echo ${{ steps.a.outcome }} ${{ steps.a.outputs.late }} ${{ failure() }}", if: "always()"),
                .uses("me/a@v1", id: "b", if: "failure()", continueOnError: "true")
            ], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 3)
        #expect(record.steps[1]?.reason == "step `Run echo failure success; exit 3` failed: exit code 3")
        #expect(try record.log(ofStep: 1).contains("mourned"))
        #expect(try !record.log().contains("never"))
        #expect(try record.log(ofStep: 2) == "failure failure true\n")
        // success() is about the action's own steps: it begins anew.
        #expect(try record.log(ofStep: 3).contains("failure success"))
        #expect(record.steps[3]?.conclusion == .warning)
    }

    @Test func `actions nest ten deep, and one that uses itself is told so`() throws {
        let folder = try ActionFolder()
        for depth in 1...10 {
            let inner: StepPlan =
                depth == 10
                ? .run("echo depth=${{ inputs.n }} >> $GITHUB_OUTPUT", id: "s", shell: "bash")
                : .uses("me/\(depth + 1)@v1", with: [NamedText("n", "${{ inputs.n }}\(depth % 10)")], id: "s")
            try folder.addComposite(
                "me/\(depth)@v1", inputs: [ActionInput(name: "n")],
                outputs: [NamedText("depth", "${{ steps.s.outputs.depth }}")], [inner])
        }
        try folder.addComposite("me/self@v1", [.uses("me/self@v1")])
        let job = try SupervisedJob(
            [
                .uses("me/1@v1", with: [NamedText("n", "n")], id: "s"), .run("echo ${{ steps.s.outputs.depth }}"),
                .uses("me/self@v1", continueOnError: "true")
            ], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(try record.log(ofStep: 1) == "n123456789\n")
        #expect(record.steps[2]?.reason?.contains("nested deeper than 10") == true)
    }

    @Test func `secrets are no context of an action, and defaults of the workflow not its`() throws {
        let folder = try ActionFolder()
        try folder.addComposite("me/a@v1", [.run("echo ${{ secrets.TOKEN }}", shell: "bash")])
        try folder.addComposite("me/b@v1", [.run("pwd; test -n '${{ github.token }}'", shell: "bash")])
        let job = try SupervisedJob(
            [
                .run("mkdir sub", workingDirectory: "/${{ github.workspace }}"),
                .uses("me/a@v1", continueOnError: "true"), .uses("me/b@v1")
            ],
            actions: folder.actions, secrets: #"{"TOKEN": "something", "GITHUB_TOKEN": "job-token"}"#,
            defaults: RunDefaults(workingDirectory: "sub"))
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(record.steps[1]?.reason?.contains("secrets") == true)
        #expect(try record.log(ofStep: 2).contains("\n\(job.scratch.path)/workspace\n"))
    }

    @Test func `what an action's author wrote sees no secrets of its users`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript(
            "me/a@v1", inputs: [ActionInput(name: "x", defaultText: "${{ secrets.TOKEN }}")], main: "")
        try folder.addJavaScript("me/b@v1", main: "", post: "", postIf: "secrets.TOKEN != ''")
        let job = try SupervisedJob(
            [.uses("me/a@v1", continueOnError: "true"), .uses("me/b@v1", continueOnError: "true")],
            actions: folder.actions, secrets: #"{"TOKEN": "something"}"#)
        let record = try job.run()
        #expect(record.steps[0]?.reason?.hasPrefix("`inputs.x.default` has no value") == true)
        #expect(record.steps[2]?.reason?.hasPrefix("`if` has no value") == true)
    }

    @Test func `a cancel ends the step within, and those that say always still run`() throws {
        let folder = try ActionFolder()
        try folder.addComposite(
            "me/a@v1",
            [
                .run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#, shell: "bash"), .run("echo never", shell: "bash"),
                .run("echo cleaned ${{ cancelled() }}", if: "always()", shell: "bash")
            ])
        let job = try SupervisedJob(
            [.uses("me/a@v1", id: "a"), .run("echo ${{ steps.a.outcome }}", if: "cancelled()")], actions: folder.actions
        )
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.cancel("enough")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.steps[0]?.outcome == .cancelled)
        #expect(try record.log().contains("cleaned true\n"))
        #expect(try !record.log().contains("never"))
        #expect(try record.log(ofStep: 1) == "cancelled\n")
    }

    @Test func `a time-out of the action ends what runs within`() throws {
        let folder = try ActionFolder()
        try folder.addComposite(
            "me/a@v1",
            [.run(#"read -r _ < "$NEVER""#, shell: "bash"), .run("echo never", if: "always()", shell: "bash")])
        let job = try SupervisedJob([.uses("me/a@v1", timeoutMinutes: "0.001")], actions: folder.actions)
        let record = try job.run()
        #expect(record.conclusion == .timedOut)
        #expect(record.steps[0]?.outcome == .timedOut)
        #expect(try !record.log().contains("never"))
    }

    @Test func `a local action that came while the job ran is loaded, and told when it can't be`() throws {
        let scratch = try Scratch()
        let description = ActionPlan(
            name: "Local", folder: "/elsewhere", inputs: [ActionInput(name: "n", defaultText: "1")],
            runs: .composite(steps: [.run("cat ${{ github.action_path }}/text; echo ${{ inputs.n }}", shell: "bash")]))
        try JSONEncoder().encode(description).write(to: URL(filePath: scratch.path + "/action.json"))
        let executable = try scratch.addProgram(
            "anneal",
            """
            #!/bin/sh
            test "$1 $2" = "action load" || exit 9
            test -f "$3/action.yml" || { echo "no action.yml in $3"; exit 1; }
            cat '\(scratch.path)/action.json'

            """)
        let job = try SupervisedJob(
            [
                .uses("./actions/one", continueOnError: "true"),
                .run("mkdir -p actions/one actions/two; touch actions/one/action.yml; echo text > actions/one/text"),
                .uses("./actions/one", with: [NamedText("n", "2")]), .uses("./actions/one"),
                .uses("./actions/two", continueOnError: "true"), .uses("./../up", continueOnError: "true"),
                .uses("far/away@v1", continueOnError: "true")
            ], executable: executable)
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(record.steps[0]?.reason?.contains("is not in the workspace") == true)
        #expect(try record.log(ofStep: 2).hasSuffix("text\n2\n"))
        #expect(try record.log(ofStep: 3).hasSuffix("text\n1\n"))
        #expect(try record.log(ofStep: 4) == "no action.yml in \(job.scratch.path)/workspace/actions/two\n")
        #expect(record.steps[5]?.reason?.contains("outside the repository") == true)
        #expect(record.steps[6]?.outcome == .setupFailure)
        #expect(record.steps[6]?.reason?.contains("not among those that were fetched") == true)
    }
}
