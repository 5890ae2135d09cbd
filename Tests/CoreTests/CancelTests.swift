import Core
import Testing

struct CancelTests {
    @Test func `a cancel ends what runs, and what has not begun does not begin`() {
        var run = Machine(job("running"), job("ready"), job("blocked", needs: ["running"]))
        run.begin()
        run.start("running")
        let actions = run.apply(.cancelRequested())
        #expect(actions == [.cancel("running", reason: "the run was cancelled")])
        #expect(run.conclusions == ["ready": .cancelled])
        #expect(run["blocked"].state == .blocked, "its needs are not over")
        #expect(run.finish("running", .cancelled) == [.conclude(.cancelled)])
        #expect(run.conclusions == ["running": .cancelled, "ready": .cancelled, "blocked": .cancelled])
    }

    @Test func `a job with always() begins after a cancel, and one that runs goes on`() {
        var run = Machine(job("work"), job("clean", needs: ["work"]), job("steady"))
        run.answers["clean"] = Machine.always
        run.answers["steady"] = Machine.always
        run.begin()
        run.start("work")
        run.start("steady")
        #expect(run.apply(.cancelRequested()) == [.cancel("work", reason: "the run was cancelled")])
        #expect(run.finish("work", .cancelled) == [.dispatch("clean")])
        run.run("clean")
        #expect(run.finish("steady", .success) == [.conclude(.cancelled)])
        #expect(run.conclusions == ["work": .cancelled, "clean": .success, "steady": .success])
    }

    @Test func `a second cancel asks nobody again`() {
        var run = Machine(job("a"))
        run.begin()
        run.start("a")
        run.apply(.cancelRequested())
        let before = run.machine
        #expect(run.apply(.cancelRequested()).isEmpty)
        #expect(run.machine == before)
    }

    @Test func `nothing is retried after a cancel`() {
        var run = Machine(job("a"))
        run.begin()
        run.start("a")
        run.apply(.cancelRequested())
        #expect(run.finish("a", .lost) == [.conclude(.failure)])
    }

    @Test func `a job that waits for its retry is cancelled like one that never ran`() {
        var run = Machine(job("a"))
        run.begin()
        run.start("a")
        #expect(run.finish("a", .lost) == [.retry("a", after: .zero)])
        #expect(run.apply(.cancelRequested()) == [.conclude(.cancelled)])
        #expect(run["a"].attempt == 1)
    }

    @Test func `a success that was on its way when the cancel came stays a success of the job`() {
        var run = Machine(job("a"))
        run.begin()
        run.start("a")
        run.apply(.cancelRequested())
        #expect(run.finish("a", .success) == [.conclude(.cancelled)])
        #expect(run["a"].conclusion == .success)
    }

    @Test func `a job that max-parallel holds back is cancelled`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2, maxParallel: 1)))
        run.begin()
        run.start("m/1")
        run.apply(.cancelRequested())
        #expect(run["m/2"].conclusion == .cancelled)
        #expect(run.finish("m/1", .cancelled) == [.conclude(.cancelled)])
    }
}
