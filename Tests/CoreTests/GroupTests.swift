import Core
import OrderedCollections
import Testing

struct GroupTests {
    private static let inGroup: @Sendable (RunMachine) -> RunMachine.Verdict = { machine in
        machine.isCancelled
            ? .skip(reason: "the run was cancelled") : .run(continuesOnError: false, isInGroup: true)
    }

    @Test func `a run that waits for its group asks for nothing until it is admitted`() {
        var run = Machine(RunMachine(jobs: [job("a"), job("b", needs: ["a"])], isHeld: true))
        #expect(run.begin().isEmpty)
        #expect(run.machine.state == .queued)
        #expect(run.apply(.runAdmitted) == [.dispatch("a")])
        #expect(run.apply(.runAdmitted).isEmpty)
        run.run("a")
        #expect(run.run("b") == [.conclude(.success)])
    }

    @Test func `a run that is superseded while it waits ends without having asked anybody, always() or not`() {
        var run = Machine(RunMachine(jobs: [job("a"), job("clean", needs: ["a"])], isHeld: true))
        run.answers["clean"] = Machine.always
        run.begin()
        #expect(run.apply(.cancelRequested(reason: "superseded by run 7")) == [.conclude(.cancelled)])
        #expect(run.conclusions == ["a": .cancelled, "clean": .cancelled])
        #expect(run["a"].reason == "the run was cancelled: superseded by run 7")
        #expect(run.machine.cancelReason == "superseded by run 7")
    }

    @Test func `a run that is superseded while it runs is cancelled like by a person`() {
        var run = Machine(job("a"), job("clean", needs: ["a"]))
        run.answers["clean"] = Machine.always
        run.begin()
        run.start("a")
        run.apply(.cancelRequested(reason: "superseded by run 7"))
        #expect(run.finish("a", .cancelled) == [.dispatch("clean")])
        #expect(run.run("clean") == [.conclude(.cancelled)])
    }

    @Test func `a job of a group is lined up when it may run, and is ready when it is admitted`() {
        var run = Machine(job("a"), job("deploy", needs: ["a"]))
        run.answers["deploy"] = Self.inGroup
        run.begin()
        #expect(run.run("a") == [.enqueue("deploy")])
        #expect(run["deploy"].state == .blocked)
        #expect(run.apply(.admitted(key: "deploy")) == [.dispatch("deploy")])
        #expect(run.apply(.admitted(key: "deploy")).isEmpty)
        #expect(run.run("deploy") == [.conclude(.success)])
    }

    @Test func `a job that is superseded while it waits or runs is cancelled, and the run goes on`() {
        var run = Machine(job("waits"), job("runs"), job("other"))
        run.answers["waits"] = Self.inGroup
        run.begin()
        run.start("runs")
        let reason = "superseded by run 7"
        #expect(run.apply(.jobCancelRequested(key: "waits", reason: reason)).isEmpty)
        #expect(run["waits"].conclusion == .cancelled)
        #expect(run["waits"].reason == reason)
        #expect(run.apply(.jobCancelRequested(key: "runs", reason: reason)) == [.cancel("runs", reason: reason)])
        #expect(run.apply(.jobCancelRequested(key: "runs", reason: reason)).isEmpty, "asked once")
        run.finish("runs", .cancelled, reason: "cancelled: \(reason)")
        #expect(run.run("other") == [.conclude(.cancelled)])
    }

    @Test func `a superseded job whose supervisor dies is not retried`() {
        var run = Machine(job("a"))
        run.begin()
        run.start("a")
        run.apply(.jobCancelRequested(key: "a", reason: "superseded by run 7"))
        #expect(run.finish("a", .lost) == [.conclude(.failure)])
    }

    @Test func `a retry keeps its place in the group`() {
        var run = Machine(job("a"))
        run.answers["a"] = Self.inGroup
        run.begin()
        run.apply(.admitted(key: "a"))
        run.start("a")
        #expect(run.finish("a", .lost) == [.retry("a", after: .zero)])
        #expect(run["a"].state == .ready)
    }

    @Test func `combinations that wait for a group take places under max-parallel`() {
        var run = Machine(RunMachine(jobs: matrix("m", 3, failsFast: false, maxParallel: 2)))
        for index in 1...3 { run.answers["m/\(index)"] = Self.inGroup }
        #expect(run.begin() == [.enqueue("m/1"), .enqueue("m/2")])
        run.apply(.admitted(key: "m/1"))
        #expect(run.run("m/1") == [.enqueue("m/3")])
    }

    @Test func `a job that waits for its group is cancelled with its run`() {
        var run = Machine(job("a"))
        run.answers["a"] = Self.inGroup
        run.begin()
        #expect(run.apply(.cancelRequested()) == [.conclude(.cancelled)])
        #expect(run["a"].conclusion == .cancelled)
    }

    @Test func `a run that is asked for again may have to wait`() {
        var run = Machine(job("a"))
        run.begin()
        run.run("a", .failure)
        #expect(run.apply(.rerunRequested(keys: ["a"], isHeld: true)).isEmpty)
        #expect(run.apply(.runAdmitted) == [.dispatch("a")])
    }

    @Test func `a combination that is asked for again is not ended by a sister's old failure`() {
        var run = Machine(RunMachine(jobs: matrix("m", 2)))
        run.begin()
        run.run("m/1", .failure)
        #expect(run.apply(.rerunRequested(keys: ["m/2"])) == [.dispatch("m/2")])
        run.start("m/2")
        #expect(run.begin().isEmpty, "after a restart, too")
        #expect(run.finish("m/2", .lost) == [.retry("m/2", after: .zero)])
    }
}
