import Core
import FoundationEssentials
import Glibc
import JobProtocol
import Testing

struct StepResultTests {
    @Test func `a failed step fails the job with its exit code, and the others are skipped`() throws {
        let job = try SupervisedJob([.run("exit 3"), .run("echo never"), .run("echo after", if: "failure()")])
        let record = try job.run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 3)
        #expect(record.reason == "step `Run exit 3` failed: exit code 3")
        #expect(
            record.steps[0]
                == StepResult(
                    index: 0, name: "Run exit 3", outcome: .failure, conclusion: .failure, exitCode: 3,
                    reason: "exit code 3"))
        #expect(record.steps[1]?.outcome == .skipped)
        #expect(try record.log() == "after\n")
    }

    @Test func `a signal is told from an exit code`() throws {
        let job = try SupervisedJob([.run("kill -SEGV $$")])
        let record = try job.run()
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == nil)
        #expect(record.steps[0]?.signal == Int(SIGSEGV))
        #expect(record.steps[0]?.reason == "killed by signal 11 (SIGSEGV)")
    }

    @Test func `continue-on-error forgives in the conclusion, not in the outcome`() throws {
        let job = try SupervisedJob([
            .run("exit 4", id: "brave", continueOnError: "${{ 1 == 1 }}"),
            .run("echo ${{ steps.brave.outcome }} ${{ steps.brave.conclusion }} ${{ job.status }}"),
            .run("exit 5", continueOnError: "perhaps")
        ])
        let record = try job.run()
        #expect(try record.log() == "failure success success\n")
        #expect(record.steps[0]?.outcome == .failure)
        #expect(record.steps[0]?.conclusion == .warning)
        #expect(record.steps[0]?.exitCode == 4)
        #expect(record.steps[2]?.conclusion == .failure)
        #expect(record.steps[2]?.reason?.contains("`perhaps` is neither true nor false") == true)
        #expect(record.conclusion == .failure)
        #expect(record.exitCode == 5)
    }

    @Test func `a step whose expression has no value fails and says where`() throws {
        let job = try SupervisedJob([
            .run("echo never", if: "fromJSON('{')", continueOnError: "true"),
            .run("echo ${{ nonsense( }}", continueOnError: "true")
        ])
        let record = try job.run()
        #expect(record.steps[0]?.outcome == .failure)
        #expect(record.steps[0]?.reason?.hasPrefix("`if` has no value: ") == true)
        #expect(record.steps[1]?.reason?.hasPrefix("`run` has no value: ") == true)
        #expect(record.conclusion == .success)
    }

    @Test func `a name or a directory made of outputs can't make the journal too long to be read`() throws {
        let big = "${{ steps.big.outputs.x }}"
        let job = try SupervisedJob([
            .run(
                #"{ printf 'x='; head -c 1000000 /dev/zero | tr '\0' '\1'; } > "$GITHUB_OUTPUT""#, id: "big"),
            .run("# \(big)\(big)\(big)", continueOnError: "true"),
            .run("echo never", workingDirectory: big + big + big, continueOnError: "true")
        ])
        let record = try job.run()
        #expect(record.conclusion == .success)
        #expect(record.names[1]?.hasPrefix("Run # \u{1}\u{1}") == true)
        #expect(record.names[1]?.unicodeScalars.count == 4097)
        #expect(record.steps[2]?.reason?.hasPrefix("the working-directory `\u{1}") == true)
        #expect(record.steps[2]?.outcome == .failure)
    }

    @Test func `a plan of another version ends as a failure of the setup, with a final fact`() throws {
        let job = try SupervisedJob([.run("echo never")])
        try #"{"version": 99}"#.write(toFile: job.directory.plan, atomically: true, encoding: .utf8)
        let record = try job.run()
        #expect(record.conclusion == .setupFailure)
        #expect(record.reason?.contains("plan of version 99") == true)
        #expect(record.facts.count == 1)
    }
}
