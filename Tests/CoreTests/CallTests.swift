import Core
import OrderedCollections
import Testing

/// A job that calls a workflow and the jobs that it brings.
@Suite struct CallTests {
    private func call(
        _ key: String, id: String? = nil, needs: [String] = [], failsFast: Bool = false, maxParallel: Int? = nil,
        caller: String? = nil
    ) -> RunMachine.Job {
        RunMachine.Job(
            key: key, id: id ?? key, needs: needs, failsFast: failsFast, maxParallel: maxParallel, isCall: true,
            caller: caller)
    }

    private static func callee(_ caller: String, _ name: String, needs: [String] = []) -> RunMachine.Job {
        RunMachine.Job(
            key: "\(caller)/\(name)", id: "\(caller)/\(name)", needs: needs.map { "\(caller)/\($0)" }, caller: caller)
    }

    /// `build` calls a workflow with `one` and, after it, `two`; `after` needs `build`.
    private func machine() -> Machine {
        var run = Machine(call("build"), job("after", needs: ["build"]))
        run.answers["build"] = Self.bringing("build")
        return run
    }

    private static func bringing(_ caller: String) -> @Sendable (RunMachine) -> RunMachine.Verdict {
        { machine in
            guard !machine.isCancelled else { return .skip(reason: "cancelled") }
            return .call([callee(caller, "one"), callee(caller, "two", needs: ["one"])])
        }
    }

    @Test func `a call runs as long as its jobs do, and then what needs it`() {
        var run = machine()
        #expect(run.begin() == [.dispatch("build/one")])
        #expect(run.states == ["build": .running, "build/one": .ready, "build/two": .blocked, "after": .blocked])
        #expect(run.machine.state == .queued, "nothing has started yet")
        run.run("build/one")
        #expect(run["build"].state == .running)
        #expect(run.run("build/two").contains(.dispatch("after")))
        #expect(run.conclusions == ["build/one": .success, "build/two": .success, "build": .success])
        #expect(run.run("after").contains(.conclude(.success)))
    }

    @Test func `a call fails with its jobs`() {
        var run = machine()
        run.begin()
        run.run("build/one", .failure)
        #expect(run["build/two"].conclusion == .skipped)
        #expect(run["build"].conclusion == .failure)
        #expect(run["build"].reason == "build/one did not succeed")
        #expect(run["after"].conclusion == .skipped)
        #expect(run.machine.conclusion == .failure)
    }

    @Test func `a call whose outputs have no value fails, and says why`() {
        var run = machine()
        run.failures["build"] = "the output 'x' cannot be evaluated"
        run.begin()
        run.run("build/one")
        run.run("build/two")
        #expect(run["build"].conclusion == .failure)
        #expect(run["build"].reason == "the output 'x' cannot be evaluated")
        #expect(run["after"].conclusion == .skipped)
        #expect(run.machine.conclusion == .failure)
    }

    @Test func `what a call hands on is asked for again after a restart, and answered once`() {
        let over = RunMachine.Job(
            key: "build/one", id: "build/one", state: .completed, conclusion: .success, caller: "build")
        var build = call("build")
        build.state = .running
        var machine = RunMachine(jobs: [build, over])
        #expect(machine.resume() == [.settle("build")])
        #expect(machine.apply(.settled(key: "build", failure: nil)) == [.conclude(.success)])
        #expect(machine.apply(.settled(key: "build", failure: "too late")) == [])
        #expect(machine.conclusion == .success)
    }

    @Test func `a call that runs again learns anew who vouches for its jobs`() {
        var run = Machine(call("build"))
        run.answers["build"] = { _ in .call([Self.callee("build", "one")]) }
        run.begin()
        run.run("build/one")
        run.answers["build"] = { _ in
            var vouched = Self.callee("build", "one")
            vouched.isVouched = true
            return .call([vouched])
        }
        run.answers["build/one"] = { _ in .skip(reason: "vouched for") }
        run.apply(.rerunRequested(keys: ["build", "build/one"]))
        #expect(run.conclusions == ["build/one": .skipped, "build": .success])
    }

    @Test func `a call whose jobs are all skipped is skipped`() {
        var run = machine()
        run.answers["build/one"] = { _ in .skip(reason: "no") }
        run.begin()
        #expect(run["build"].conclusion == .skipped)
        #expect(run["after"].conclusion == .skipped)
    }

    @Test func `a call that may not run brings no jobs`() {
        var run = machine()
        run.answers["build"] = { _ in .skip(reason: "no") }
        run.begin()
        #expect(run.conclusions == ["build": .skipped, "after": .skipped])
    }

    @Test func `calls within calls end from within`() {
        var run = Machine(call("a"))
        let inner = call("a/b", caller: "a")
        run.answers["a"] = { _ in .call([inner]) }
        run.answers["a/b"] = { _ in .call([Self.callee("a/b", "c")]) }
        #expect(run.begin() == [.dispatch("a/b/c")])
        #expect(run.run("a/b/c").contains(.conclude(.success)))
        #expect(run.conclusions == ["a": .success, "a/b": .success, "a/b/c": .success])
    }

    @Test func `a cancelled run ends the jobs of its calls`() {
        var run = machine()
        run.begin()
        run.start("build/one")
        #expect(run.apply(.cancelRequested()) == [.cancel("build/one", reason: "the run was cancelled")])
        #expect(run["build"].state == .running)
        run.finish("build/one", .cancelled)
        #expect(
            run.conclusions == [
                "build/one": .cancelled, "build/two": .cancelled, "build": .cancelled, "after": .cancelled
            ])
        #expect(run.machine.conclusion == .cancelled)
    }

    @Test func `max-parallel holds calls back`() {
        let calls = (1...2).map { call("m/\($0)", id: "m", maxParallel: 1) }
        var run = Machine(calls[0], calls[1])
        for key in ["m/1", "m/2"] { run.answers[key] = Self.bringing(key) }
        #expect(run.begin() == [.dispatch("m/1/one")])
        #expect(run["m/2"].state == .blocked)
        run.run("m/1/one")
        #expect(run.run("m/1/two").contains(.dispatch("m/2/one")))
    }

    @Test func `fail-fast ends the jobs of the other calls`() {
        let calls = (1...2).map { call("m/\($0)", id: "m", failsFast: true) }
        var run = Machine(calls[0], calls[1])
        for key in ["m/1", "m/2"] { run.answers[key] = Self.bringing(key) }
        run.begin()
        run.start("m/2/one")
        let reason = "cancelled because m/1 failed and fail-fast is on"
        #expect(run.run("m/1/one", .failure).contains(.cancel("m/2/one", reason: reason)))
        run.finish("m/2/one", .cancelled)
        #expect(run["m/2/two"].conclusion == .cancelled)
        #expect(run["m/2"].conclusion == .cancelled)
        #expect(run.machine.conclusion == .failure)
    }

    @Test func `a machine rebuilt from its rows goes on`() {
        var run = machine()
        run.begin()
        run.run("build/one")
        var again = Machine(
            RunMachine(
                jobs: run.machine.jobs.values.map { job in
                    RunMachine.Job(
                        key: job.key, id: job.id, needs: job.needs, state: job.state, conclusion: job.conclusion,
                        attempt: job.attempt, isCall: job.isCall, caller: job.caller)
                }))
        again.answers = run.answers
        #expect(again.begin() == [.dispatch("build/two")])
        again.run("build/two")
        #expect(again["build"].conclusion == .success)
    }

    // MARK: Again

    @Test func `a failed job of a call runs again alone, and its call is settled anew`() {
        var run = machine()
        run.begin()
        run.run("build/one")
        run.run("build/two", .failure)
        let actions = run.apply(.rerunRequested(keys: ["build/two", "build", "after"]))
        #expect(actions == [.dispatch("build/two")])
        #expect(run["build/one"].conclusion == .success)
        run.run("build/two")
        #expect(run["build"].conclusion == .success)
        #expect(run.run("after").contains(.conclude(.success)))
    }

    @Test func `a call whose need runs again runs again as a whole`() {
        var run = Machine(job("first"), call("build", needs: ["first"]))
        run.answers["build"] = Self.bringing("build")
        run.begin()
        run.run("first")
        run.run("build/one")
        run.run("build/two")
        #expect(run.apply(.rerunRequested(keys: ["first"])) == [.dispatch("first")])
        #expect(run.states == ["first": .ready, "build": .blocked, "build/one": .blocked, "build/two": .blocked])
        run.run("first")
        #expect(run["build/one"].state == .ready)
    }
}
