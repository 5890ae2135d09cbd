import Core
import Testing

struct RunLifeTests {
    @Test func `a job goes through its states one by one, and the run follows`() {
        var run = Machine(job("build"))
        #expect(run.begin() == [.dispatch("build")])
        #expect(run.machine.state == .queued)
        #expect(run["build"].state == .ready)
        run.apply(.claimed(key: "build", attempt: 1))
        #expect(run["build"].state == .starting)
        #expect(run.machine.state == .running)
        run.apply(.started(key: "build", attempt: 1))
        #expect(run["build"].state == .running)
        run.apply(.stepsFinished(key: "build", attempt: 1))
        #expect(run["build"].state == .finishing)
        let last = run.apply(.finished(key: "build", attempt: 1, .init(.success)))
        #expect(last == [.conclude(.success)])
        #expect(run["build"].state == .completed)
        #expect(run.machine.state == .completed)
        #expect(run.machine.conclusion == .success)
    }

    @Test func `a job waits for everything it needs`() {
        var run = Machine(job("a"), job("b"), job("c", needs: ["a", "b"]))
        #expect(run.begin() == [.dispatch("a"), .dispatch("b")])
        #expect(run.run("a").isEmpty)
        #expect(run["c"].state == .blocked)
        #expect(run.run("b") == [.dispatch("c")])
        #expect(run.run("c") == [.conclude(.success)])
    }

    @Test func `what needs a failed job is skipped, and so is what needs that`() {
        var run = Machine(job("a"), job("b", needs: ["a"]), job("c", needs: ["b"]), job("d"))
        run.begin()
        run.run("a", .failure)
        #expect(run.conclusions == ["a": .failure, "b": .skipped, "c": .skipped])
        #expect(run["b"].reason == "a need did not succeed")
        #expect(run.run("d") == [.conclude(.failure)])
    }

    @Test func `always() runs after a failure, and sees it`() {
        var run = Machine(job("a"), job("report", needs: ["a"]))
        run.answers["report"] = Machine.always
        run.begin()
        #expect(run.run("a", .failure) == [.dispatch("report")])
        #expect(run.machine.result(id: "a") == "failure")
        #expect(run.run("report") == [.conclude(.failure)])
    }

    @Test(arguments: [
        ([Conclusion.success, .success], Conclusion.success), ([.success, .skipped], .success),
        ([.skipped, .skipped], .skipped), ([.success, .cancelled], .cancelled), ([.cancelled, .failure], .failure),
        ([.success, .timedOut], .failure), ([.success, .lost], .failure), ([.setupFailure, .success], .failure)
    ])
    func `a run ends as the worst of its jobs`(ends: [Conclusion], expected: Conclusion) {
        var run = Machine(RunMachine(jobs: ["a", "b"].map { RunMachine.Job(key: $0, id: $0, retryPolicy: .never) }))
        for (key, end) in zip(["a", "b"], ends) where end == .skipped {
            run.answers[key] = { _ in .skip(reason: "not today") }
        }
        run.begin()
        for (key, end) in zip(["a", "b"], ends) where end != .skipped { run.run(key, end) }
        #expect(run.machine.conclusion == expected)
    }

    @Test func `a failure that may happen is a warning, and what needs the job goes on`() {
        var run = Machine(job("flaky"), job("next", needs: ["flaky"]))
        run.answers["flaky"] = { _ in .run(continuesOnError: true) }
        run.begin()
        #expect(run.run("flaky", .failure) == [.dispatch("next")])
        #expect(run["flaky"].conclusion == .warning)
        #expect(run.run("next") == [.conclude(.warning)])
    }

    @Test func `a job whose condition cannot be worked out has failed without having started`() {
        var run = Machine(job("a"))
        run.answers["a"] = { _ in .fail(reason: "the if of job 'a' cannot be evaluated") }
        #expect(run.begin() == [.conclude(.failure)])
        #expect(run["a"].attempt == 0)
        #expect(run["a"].reason == "the if of job 'a' cannot be evaluated")
    }

    @Test func `a job that an earlier commit vouches for counts as passed`() {
        var run = Machine(
            RunMachine(jobs: [RunMachine.Job(key: "gated", id: "gated", isVouched: true), job("next", needs: ["gated"])]
            ))
        run.answers["gated"] = { _ in .skip(reason: "no path changed since abc1234") }
        #expect(run.begin() == [.dispatch("next")])
        #expect(run.machine.result(id: "gated") == "success")
        #expect(run.run("next") == [.conclude(.success)])
    }

    @Test func `a run of nothing but vouched jobs is a success`() {
        var run = Machine(RunMachine(jobs: [RunMachine.Job(key: "a", id: "a", isVouched: true)]))
        run.answers["a"] = { _ in .skip(reason: "vouched") }
        #expect(run.begin() == [.conclude(.success)])
    }
}
