import Core
import FoundationEssentials
import Glibc
import JobProtocol
import Testing

struct BackgroundStepTests {
    @Test func `a background step goes on beside the others, and what it leaves comes with the wait`() throws {
        let job = try SupervisedJob([
            .run(
                #"""
                echo up > "$TOLD"; read -r _ < "$ASKED"
                echo x=1 >> "$GITHUB_OUTPUT"; echo COLOUR=blue >> "$GITHUB_ENV"; echo /new >> "$GITHUB_PATH"; echo done > "$TOLD"
                """#, id: "bg", background: true),
            .run(#"echo ready > "$TOLD""#),
            .run(#"echo "[${{ steps.bg.outputs.x }}${{ steps.bg.outcome }}${COLOUR-}]""#), .wait("bg"),
            .run(#"echo "[${{ steps.bg.outputs.x }} ${{ steps.bg.outcome }} $COLOUR ${PATH%%:*}]""#)
        ])
        let supervisor = try job.start()
        #expect(Set([try job.told.line(), try job.told.line()]) == ["up", "ready"])
        try job.asked.write("go")
        #expect(try job.told.line() == "done")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(try record.log(ofStep: 2) == "[]\n")
        #expect(try record.log(ofStep: 4) == "[1 success blue /new]\n")
        #expect(record.names[3] == "Wait for bg")
    }

    @Test func `what fails in the background fails where it is waited for`() throws {
        let job = try SupervisedJob([
            .run("exit 3", id: "bad", background: true),
            .run("exit 4", id: "forgiven", continueOnError: "true", background: true),
            .run("echo goes on"), .wait("forgiven"), .wait("bad"), .run("echo never"),
            .wait("bad"), .run("echo ${{ steps.bad.outcome }} ${{ steps.forgiven.conclusion }}", if: "failure()")
        ])
        let record = try job.run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 3)
        #expect(record.reason == "step `Wait for bad` failed: background step `Run exit 3` failed: exit code 3")
        #expect(record.steps[3]?.outcome == .success)
        #expect(record.steps[4]?.outcome == .failure)
        #expect(record.steps[5]?.outcome == .skipped)
        #expect(record.steps[6]?.outcome == .success)
        #expect(try record.log(ofStep: 7) == "failure success\n")
    }

    @Test func `wait-all with continue-on-error forgives`() throws {
        let job = try SupervisedJob([
            .run("exit 3", background: true), .run("exit 4", background: true), .waitAll(continueOnError: "true"),
            .run("echo on"), .waitAll()
        ])
        let record = try job.run()
        #expect(record.conclusion == .success)
        #expect(record.steps[2]?.outcome == .failure)
        #expect(record.steps[2]?.conclusion == .warning)
        #expect(try record.log(ofStep: 3) == "on\n")
    }

    @Test func `the job's end waits for what is left, before post`() throws {
        let folder = try ActionFolder()
        try folder.addJavaScript("me/a@v1", main: "", post: "console.log('post')")
        let job = try SupervisedJob(
            [.uses("me/a@v1"), .run(#"echo up > "$TOLD"; read -r _ < "$ASKED"; echo late; exit 6"#, background: true)],
            actions: folder.actions)
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.asked.write("go")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 6)
        #expect(record.names[2] == "Wait for all background steps")
        #expect(try record.log().hasSuffix("post\n"))
    }

    @Test func `cancel ends the tree of that step alone`() throws {
        let escape =
            "import os, signal, sys\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nif os.fork(): sys.exit()\nos.setsid()\nif os.fork(): sys.exit()\n"
            + "open(os.environ['TOLD'], 'w').write(f'{os.environ[\"WHO\"]} {os.getpid()}\\n')\nopen(os.environ['NEVER']).read()"
        let start = "cat > $WHO.py <<'E'\n\(escape)\nE\npython3 $WHO.py; echo \"$WHO $$\" > $TOLD; read -r _ < $NEVER"
        let job = try SupervisedJob(
            [
                .run(start, id: "stays", environment: [NamedText("WHO", "stays")], background: true),
                .run(start, id: "goes", environment: [NamedText("WHO", "goes")], background: true),
                .run(#"for i in 1 2; do read -r _ < "$ASKED"; done"#), .cancel("goes"),
                .run(#"echo between > "$TOLD"; read -r _ < "$ASKED""#),
                .run("echo ${{ steps.goes.outcome }} ${{ job.status }}"), .cancel("stays"), .wait("stays")
            ], grace: 1)
        let supervisor = try job.start()
        var processes: [String: [RunningProcess]] = [:]
        for _ in 0..<4 {
            let words = try job.told.line().split(separator: " ")
            processes[String(words[0]), default: []].append(try RunningProcess(try #require(pid_t(words[1]))))
        }
        try job.asked.write("go")
        try job.asked.write("go")
        #expect(try job.told.line() == "between")
        #expect(processes["goes"]?.map(\.hasEnded) == [true, true])
        #expect(processes["stays"]?.map(\.hasEnded) == [false, false])
        try job.asked.write("go")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(record.steps[1]?.outcome == .cancelled)
        #expect(record.steps[1]?.reason == "cancelled by the step `Cancel goes`")
        #expect(try record.log(ofStep: 5) == "cancelled success\n")
    }

    @Test func `parallel steps run at once, and the next when all are over`() throws {
        // Each waits for the other: one after the other, they would never end.
        let job = try SupervisedJob([
            .parallel(
                .run("mkfifo p q 2>/dev/null || true; echo a > p; read -r x < q; echo a got $x", id: "a"),
                .run("mkfifo p q 2>/dev/null || true; read -r x < p; echo b > q; echo b got $x", id: "b"),
                .run("echo never", if: "false")),
            .run("echo ${{ steps.a.outcome }} ${{ steps.b.conclusion }}"),
            .parallel(.run("exit 7"), .run("true")), .run("echo never"), .parallel(.run("echo never"))
        ])
        let record = try job.run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 7)
        #expect(try record.log(ofStep: 0) == "a got b\n")
        #expect(try record.log(ofStep: 1) == "b got a\n")
        #expect(try record.log(ofStep: 4) == "success success\n")
        #expect(record.names[7] == "Wait for 2 parallel steps")
        #expect(record.steps[7]?.outcome == .failure)
        #expect(record.steps[10]?.outcome == .skipped)
        #expect(try !record.log().contains("\nnever\n"))
    }

    @Test func `no more than ten run at once`() throws {
        let steps: [StepPlan] = (0..<12).map { _ in
            .run(#"echo up > "$TOLD"; read -r _ < "$ASKED"; echo over > "$TOLD""#, background: true)
        }
        let job = try SupervisedJob(steps + [.run(#"echo foreground > "$TOLD""#), .waitAll()])
        let supervisor = try job.start()
        let first = try (0..<11).map { _ in try job.told.line() }
        #expect(first.count { $0 == "up" } == 10)
        #expect(first.contains("foreground"))
        var rest: [String] = []
        for _ in 0..<12 { try job.asked.write("go") }
        for _ in 0..<14 { rest.append(try job.told.line()) }
        // An eleventh came after somebody had gone.
        #expect(rest.first == "over")
        #expect(rest.count { $0 == "up" } == 2)
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .success)
    }

    @Test func `lines of steps that write at once stay whole and belong to their step`() throws {
        let count = 2000
        func writer(_ letter: String) -> StepPlan {
            .run(
                """
                import sys, os
                for i in range(\(count)):
                    line = '\(letter)' * (i % 300)
                    os.write(1, line.encode()); os.write(1, b'\\n')
                os.write(1, b'end of \(letter)')
                """, shell: "python")
        }
        let job = try SupervisedJob([.parallel(writer("a"), writer("b"), writer("c")), .run("echo after")])
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        for (index, letter) in ["a", "b", "c"].enumerated() {
            let expected =
                (0..<count).map { String(repeating: letter, count: $0 % 300) + "\n" }.joined() + "end of \(letter)"
            let found = try record.log(ofStep: index)
            #expect(found == expected || found == expected + "\n")
        }
        let reader = try #require(try LogReader(job.directory))
        let last = try reader.lineCount() - 1
        #expect(try reader.step(ofLine: last) == 4)
        #expect(try record.log(ofStep: 4) == "after\n")
    }

    @Test func `a cancel of the job ends those in the background, too`() throws {
        let job = try SupervisedJob([
            .run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#, id: "bg", background: true),
            .run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#), .run("echo never"),
            .run("echo ${{ cancelled() }}", if: "always()"), .wait("bg")
        ])
        let supervisor = try job.start()
        for _ in 0..<2 { #expect(try job.told.line() == "up") }
        try job.cancel("enough")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.steps[0]?.outcome == .cancelled)
        #expect(record.steps[1]?.outcome == .cancelled)
        #expect(record.steps[4]?.outcome == .success)
        #expect(try record.log(ofStep: 3) == "true\n")
    }

    @Test func `a second cancel ends all at once`() throws {
        let stubborn = #"trap 'echo asked > "$TOLD"' TERM; echo up > "$TOLD"; while :; do read -r _ < "$NEVER"; done"#
        let job = try SupervisedJob([.run(stubborn, background: true), .run(stubborn)])
        let supervisor = try job.start()
        for _ in 0..<2 { #expect(try job.told.line() == "up") }
        try job.cancel("first")
        for _ in 0..<2 { #expect(try job.told.line() == "asked") }
        try job.cancel("second")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.steps[0]?.signal == Int(SIGKILL))
        #expect(record.steps[1]?.signal == Int(SIGKILL))
    }

    @Test func `waiting for what is not there is an error`() throws {
        let job = try SupervisedJob([
            .wait("nobody", continueOnError: "true"), .run("true", id: "front"), .cancel("front")
        ])
        let record = try job.run()
        #expect(record.steps[0]?.reason == "there is no background step `nobody` before this one")
        #expect(record.steps[2]?.outcome == .failure)
        #expect(record.conclusion == .failure)
    }

    @Test func `a step that says always goes on when the job is cancelled`() throws {
        let job = try SupervisedJob([
            .run(#"echo up > "$TOLD"; read -r _ < "$ASKED"; echo saved"#, if: "always()"), .run("echo never")
        ])
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.cancel("enough")
        try job.asked.write("go")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.steps[0]?.outcome == .success)
        #expect(try record.log() == "saved\n")
    }
}
