import Core
import Testing

struct RetryTests {
    private static func run(_ policy: RetryPolicy) -> Machine {
        Machine(RunMachine(jobs: [RunMachine.Job(key: "a", id: "a", retryPolicy: policy)]))
    }

    @Test func `the machinery's failures are tried once more by default, the command's are not`() {
        for conclusion in Conclusion.allCases {
            let isMachinery = conclusion == .lost || conclusion == .setupFailure
            #expect(RetryPolicy.machinery.allows(retryOf: conclusion, exitCode: 1, after: 0) == isMachinery)
            #expect(!RetryPolicy.machinery.allows(retryOf: conclusion, exitCode: 1, after: 1))
        }
    }

    @Test func `a retry is a new attempt after the pause, as often as the policy says`() {
        let policy = RetryPolicy(maximum: 2, causes: [.conclusion(.failure)], backoff: .seconds(30))
        var run = Self.run(policy)
        run.begin()
        for attempt in 1...2 {
            run.start("a")
            #expect(run["a"].attempt == attempt)
            #expect(run.finish("a", .failure) == [.retry("a", after: .seconds(30))])
            #expect(run["a"].state == .ready)
            #expect(run.machine.state == .running)
        }
        run.start("a")
        #expect(run.finish("a", .failure) == [.conclude(.failure)])
        #expect(run["a"].attempt == 3)
        #expect(run["a"].retries == 2)
    }

    @Test func `an exit code is a cause of its own`() {
        let policy = RetryPolicy(maximum: 9, causes: [.exitCode(75)], backoff: .zero)
        var run = Self.run(policy)
        run.begin()
        run.start("a")
        #expect(run.finish("a", .failure, exitCode: 75) == [.retry("a", after: .zero)])
        run.start("a")
        #expect(run.finish("a", .timedOut, exitCode: 75) == [.conclude(.failure)])
    }

    @Test func `a retry that succeeds makes the run a success`() {
        var run = Self.run(.machinery)
        run.begin()
        run.run("a", .setupFailure)
        #expect(run.run("a") == [.conclude(.success)])
        #expect(run["a"].reason == nil)
    }

    @Test func `what needs the job waits for the retry`() {
        var run = Machine(job("a"), job("b", needs: ["a"]))
        run.begin()
        #expect(run.run("a", .lost) == [.retry("a", after: .zero)])
        #expect(run["b"].state == .blocked)
        #expect(run.run("a") == [.dispatch("b")])
    }
}
