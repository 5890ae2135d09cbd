import Core
import OrderedCollections
import Testing

struct RerunTests {
    @Test func `failed jobs run again with what needs them, as new attempts`() {
        var run = Machine(job("a"), job("b"), job("c", needs: ["b"]), job("d", needs: ["c"]))
        run.begin()
        run.run("a")
        run.run("b", .failure)
        #expect(run.machine.conclusion == .failure)
        #expect(run.apply(.rerunRequested(keys: ["b"])) == [.dispatch("b")])
        #expect(run.machine.state == .running)
        #expect(run.states == ["a": .completed, "b": .ready, "c": .blocked, "d": .blocked])
        run.run("b")
        #expect(run["b"].attempt == 2)
        run.run("c")
        #expect(run.run("d") == [.conclude(.success)])
        #expect(run["a"].attempt == 1)
    }

    @Test func `a cancelled run that is asked for again is no longer cancelled`() {
        var run = Machine(job("a"))
        run.begin()
        run.start("a")
        run.apply(.cancelRequested())
        run.finish("a", .cancelled)
        #expect(run.apply(.rerunRequested(keys: ["a"])) == [.dispatch("a")])
        #expect(run.run("a") == [.conclude(.success)])
    }

    @Test func `retries count anew`() {
        var run = Machine(job("a"))
        run.begin()
        run.run("a", .lost)
        run.run("a", .lost)
        #expect(run.machine.conclusion == .failure)
        run.apply(.rerunRequested(keys: ["a"]))
        #expect(run.run("a", .lost) == [.retry("a", after: .zero)])
    }

    @Test func `combinations of a deferred matrix run again without being made anew`() {
        let deferred = RunMachine.Job(key: "m", id: "m", needs: ["plan"], isDeferred: true)
        var run = Machine(RunMachine(jobs: [job("plan"), deferred]))
        run.answers["m"] = { _ in .expand(matrix("m", 2, needs: ["plan"], failsFast: false)) }
        run.begin()
        run.run("plan")
        run.run("m/1", .failure)
        run.run("m/2")
        #expect(run.apply(.rerunRequested(keys: ["m/1"])) == [.dispatch("m/1")])
        #expect(run.run("m/1") == [.conclude(.success)])
        #expect(run.machine.jobs.count == 4)
    }

    @Test func `one failed combination runs again alone`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2, failsFast: false) + [job("next", needs: ["m"])]))
        run.begin()
        run.run("m/1", .failure)
        run.run("m/2")
        run.apply(.rerunRequested(keys: ["m/1"]))
        #expect(run.states == ["m/1": .ready, "m/2": .completed, "next": .blocked])
        #expect(run.run("m/1") == [.dispatch("next")])
    }
}
