import Core
import Glibc
import JobProtocol
import Testing

struct CancellationTests {
    @Test func `a cancel ends the step, skips the others, and runs those that say always`() throws {
        let job = try SupervisedJob([
            .run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#, id: "first"),
            .run("echo never"),
            .run(#"echo "$STATUS ${{ steps.first.outcome }}""#, if: "always()", environment: [status]),
            .run("echo cleaned", if: "cancelled()"),
            .run("echo mourned", if: "failure()")
        ])
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.cancel("a newer commit came")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.reason == "cancelled: a newer commit came")
        #expect(try record.log() == "cancelled cancelled\ncleaned\n")
        #expect(record.steps[0]?.outcome == .cancelled)
        #expect(record.steps[0]?.signal == Int(SIGTERM))
        #expect(record.steps[1]?.outcome == .skipped)
        #expect(record.steps[1]?.reason == "the job was cancelled")
        #expect(record.steps[4]?.outcome == .skipped)
    }

    @Test func `a second cancel kills at once and runs nothing more`() throws {
        // The grace is ten minutes: only the second cancel can end this in time.
        let job = try SupervisedJob([
            .run(
                """
                trap 'echo asked > "$TOLD"' TERM
                echo up > "$TOLD"
                while :; do read -r _ < "$NEVER"; done
                """),
            .run("echo never", if: "always()")
        ])
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.cancel("first")
        #expect(try job.told.line() == "asked")
        try job.cancel("second")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.reason == "cancelled: first")
        #expect(record.steps[0]?.signal == Int(SIGKILL))
        #expect(record.steps[1]?.outcome == .skipped)
        #expect(try record.log() == "")
    }

    @Test func `what runs after a cancel is ended when the time for it is over, and nothing more is run`() throws {
        // One second is all the clock there is in it: the step would stay for ever, and its grace is ten minutes.
        let job = try SupervisedJob(
            [
                .run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#),
                .run(#"trap '' TERM; while :; do read -r _ < "$NEVER"; done"#, if: "always()"),
                .run("echo never", if: "always()")
            ], farewell: 1)
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        try job.cancel("a newer commit came")
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.reason == "cancelled: a newer commit came")
        #expect(record.steps[1]?.outcome == .cancelled)
        #expect(record.steps[1]?.signal == Int(SIGKILL))
        #expect(record.steps[2]?.outcome == .skipped)
        let message =
            "what was still running 1 second after the job was cancelled was ended; `cancel-timeout-minutes` says "
            + "how long it may take"
        #expect(record.annotations.map(\.message) == [message])
        #expect(try record.log() == "::warning::\(message)\n")
    }

    @Test func `TERM to the supervisor is a cancel`() throws {
        let job = try SupervisedJob([.run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#)])
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        kill(supervisor.pid, SIGTERM)
        let record = try job.finish(supervisor)
        #expect(record.conclusion == .cancelled)
        #expect(record.reason == "cancelled: the supervisor got SIGTERM")
    }

    @Test func `a cancel that was there before the job began is heard`() throws {
        let job = try SupervisedJob([.run("echo never")])
        try job.cancel("too late for you")
        let record = try job.run()
        #expect(record.conclusion == .cancelled)
        #expect(record.steps[0]?.outcome == .skipped)
        #expect(try record.log() == "")
    }
}
