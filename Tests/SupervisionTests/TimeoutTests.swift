import Core
import JobProtocol
import Testing

/// `STATUS`: what `job.status` says.
let status = NamedText("STATUS", "${{ job.status }}")

struct TimeoutTests {
    @Test func `a step that takes too long is ended, and leaves alone what an earlier step started`() throws {
        let job = try SupervisedJob(
            [
                .run(
                    """
                    bash -c 'read -r _ < "$NEVER"' &
                    echo $! > "$SCRATCH/pid"
                    """),
                .run(#"trap '' TERM; read -r _ < "$NEVER""#, id: "slow", timeoutMinutes: "${{ 0.001 }}"),
                .run("echo never"),
                .run(
                    #"kill -0 "$(cat "$SCRATCH/pid")" && echo "$STATUS ${{ steps.slow.outcome }}""#, if: "failure()",
                    environment: [status])
            ], grace: 0)
        let record = try job.run()
        #expect(record.conclusion == .timedOut)
        #expect(record.reason == #"step `Run trap '' TERM; read -r _ < "$NEVER"` failed: timed out after 0.06 seconds"#)
        #expect(record.steps[1]?.outcome == .timedOut)
        #expect(record.steps[2]?.outcome == .skipped)
        #expect(record.steps[2]?.reason == "an earlier step failed")
        #expect(try record.log() == "failure failure\n")
    }

    @Test func `a step that ended in time is none that took too long, and a strange limit fails it`() throws {
        let job = try SupervisedJob([
            .run("echo in time", timeoutMinutes: "5"),
            .run("echo never", timeoutMinutes: "soon", continueOnError: "true"),
            .run("echo never", timeoutMinutes: "-1", continueOnError: "true")
        ])
        let record = try job.run()
        #expect(record.conclusion == .success)
        #expect(try record.log() == "in time\n")
        #expect(record.steps[1]?.reason?.contains("`soon` is not a positive number of minutes") == true)
        #expect(record.steps[2]?.outcome == .failure)
    }

    @Test func `a job that takes too long is ended, and its last steps still run`() throws {
        let job = try SupervisedJob(
            [
                .run(#"read -r _ < "$NEVER""#), .run("echo never"), .run("echo cleaned", if: "always()")
            ], timeout: 1)
        let record = try job.run()
        #expect(record.conclusion == .timedOut)
        #expect(record.reason == "the job took longer than 1 second")
        #expect(record.steps[0]?.outcome == .cancelled)
        #expect(record.steps[1]?.outcome == .skipped)
        #expect(try record.log() == "cleaned\n")
    }
}
