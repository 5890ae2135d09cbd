import Core
import Testing

struct AbandonTests {
    @Test func `an abandoned run ends with what runs, and no job begins whatever its if says`() {
        var run = Machine(
            job("running"), job("ready"), job("clean", needs: ["running"]), job("report", needs: ["clean"]))
        run.answers["clean"] = Machine.always
        run.answers["report"] = Machine.always
        run.answers["running"] = Machine.always
        run.begin()
        run.start("running")
        let sentence = "the run was cancelled: nobody waits"
        #expect(run.apply(.abandoned(reason: "nobody waits")) == [.cancel("running", reason: sentence)])
        #expect(run.conclusions == ["ready": .cancelled, "clean": .cancelled, "report": .cancelled])
        #expect(run.finish("running", .cancelled) == [.conclude(.cancelled)])
        #expect(run["clean"].reason == sentence)
    }

    @Test func `nothing is asked or begun after a restart either`() {
        var run = Machine(job("running"), job("clean", needs: ["running"]))
        run.answers["clean"] = Machine.always
        run.begin()
        run.start("running")
        run.apply(.abandoned(reason: "nobody waits"))
        #expect(run.begin() == [.cancel("running", reason: "the run was cancelled: nobody waits")])
        #expect(run.finish("running", .lost) == [.conclude(.failure)], "and nothing is tried again")
    }

    @Test func `a run that nothing runs of is over at once`() {
        var held = Machine(RunMachine(jobs: [job("a"), job("b", needs: ["a"])], isHeld: true))
        #expect(held.apply(.abandoned(reason: "nobody waits")) == [.conclude(.cancelled)])
        var ready = Machine(job("a"), job("b", needs: ["a"]))
        ready.begin()
        #expect(ready.apply(.abandoned(reason: "nobody waits")) == [.conclude(.cancelled)])
        #expect(ready.apply(.abandoned(reason: "again")).isEmpty)
    }

    @Test func `combinations that max-parallel held back are not let go`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2, maxParallel: 1)))
        run.begin()
        #expect(run.apply(.abandoned(reason: "nobody waits")) == [.conclude(.cancelled)])
        #expect(run.conclusions == ["m/1": .cancelled, "m/2": .cancelled])
    }
}
