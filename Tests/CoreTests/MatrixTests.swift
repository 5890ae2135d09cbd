import Core
import OrderedCollections
import Testing

struct MatrixTests {
    @Test func `the first failure cancels the other combinations`() {
        var run = Machine(RunMachine(jobs: matrix("m", 3) + [job("next", needs: ["m"])]))
        run.begin()
        run.start("m/1")
        run.start("m/2")
        let reason = "cancelled because m/1 failed and fail-fast is on"
        #expect(run.finish("m/1", .failure) == [.cancel("m/2", reason: reason)])
        #expect(run["m/3"].conclusion == .cancelled)
        #expect(run["m/3"].reason == reason)
        #expect(run.finish("m/2", .cancelled) == [.conclude(.failure)])
        #expect(run["next"].conclusion == .skipped)
        #expect(run.machine.result(id: "m") == "failure")
    }

    @Test func `a combination that fail-fast ended is not retried when its supervisor dies`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2)))
        run.begin()
        run.start("m/1")
        run.start("m/2")
        run.finish("m/1", .failure)
        #expect(run.finish("m/2", .lost) == [.conclude(.failure)])
    }

    @Test func `without fail-fast all combinations run to their end`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2, failsFast: false)))
        run.begin()
        run.start("m/1")
        run.start("m/2")
        #expect(run.finish("m/1", .failure).isEmpty)
        #expect(run.finish("m/2", .success) == [.conclude(.failure)])
    }

    @Test func `a failure that may happen cancels nobody`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2)))
        run.answers["m/1"] = { _ in .run(continuesOnError: true) }
        run.begin()
        #expect(run.run("m/1", .failure).isEmpty)
        #expect(run.run("m/2") == [.conclude(.warning)])
    }

    @Test func `max-parallel lets the next one go when one is over`() {
        var run = Machine(RunMachine(jobs: matrix("m", 4, failsFast: false, maxParallel: 2)))
        #expect(run.begin() == [.dispatch("m/1"), .dispatch("m/2")])
        run.start("m/2")
        #expect(run.finish("m/2", .failure) == [.dispatch("m/3")])
        #expect(run.run("m/1") == [.dispatch("m/4")])
        run.run("m/3")
        #expect(run.run("m/4") == [.conclude(.failure)])
    }

    @Test func `a retry keeps its place under max-parallel`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2, failsFast: false, maxParallel: 1)))
        run.begin()
        run.start("m/1")
        #expect(run.finish("m/1", .lost) == [.retry("m/1", after: .zero)])
        #expect(run["m/2"].state == .blocked)
        #expect(run.run("m/1") == [.dispatch("m/2")])
    }

    @Test func `a matrix that depends on a job is filled in when that is over`() {
        let deferred = RunMachine.Job(key: "m", id: "m", needs: ["plan"], isDeferred: true)
        var run = Machine(RunMachine(jobs: [job("plan"), deferred, job("next", needs: ["m"])]))
        run.answers["m"] = { _ in .expand(matrix("m", 2, needs: ["plan"])) }
        run.begin()
        #expect(run.run("plan") == [.dispatch("m/1"), .dispatch("m/2")])
        #expect(Array(run.machine.jobs.keys) == ["plan", "m", "m/1", "m/2", "next"])
        #expect(run["next"].state == .blocked)
        run.run("m/1")
        #expect(run.run("m/2") == [.dispatch("next")])
        #expect(run.run("next") == [.conclude(.success)])
    }

    @Test func `a matrix without combinations holds nobody up`() {
        let deferred = RunMachine.Job(key: "m", id: "m", needs: ["plan"], isDeferred: true)
        var run = Machine(RunMachine(jobs: [job("plan"), deferred, job("next", needs: ["m"])]))
        run.answers["m"] = { _ in .expand([]) }
        run.answers["next"] = Machine.always
        run.begin()
        #expect(run.run("plan") == [.dispatch("next")])
        #expect(run.run("next") == [.conclude(.success)])
    }

    @Test func `a matrix whose need failed is skipped as a whole`() {
        let deferred = RunMachine.Job(key: "m", id: "m", needs: ["plan"], isDeferred: true)
        var run = Machine(RunMachine(jobs: [job("plan"), deferred]))
        run.begin()
        #expect(run.run("plan", .failure) == [.conclude(.failure)])
        #expect(run["m"].conclusion == .skipped)
    }

    @Test func `a matrix of 256 and a chain of 200 jobs come to their end`() {
        var run = Machine(RunMachine(jobs: matrix("wide", 256)))
        run.begin()
        for index in 1...256 { run.run("wide/\(index)") }
        #expect(run.machine.conclusion == .success)
        var chain = Machine(RunMachine(jobs: (0..<200).map { job("j\($0)", needs: $0 == 0 ? [] : ["j\($0 - 1)"]) }))
        chain.begin()
        for index in 0..<200 { chain.run("j\(index)") }
        #expect(chain.machine.conclusion == .success)
    }
}
