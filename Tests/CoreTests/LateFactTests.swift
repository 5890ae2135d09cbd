import Core
import Testing

struct LateFactTests {
    /// A run with a job that is running as its second attempt.
    private static func retried() -> Machine {
        var run = Machine(job("a"), job("b", needs: ["a"]))
        run.begin()
        run.start("a")
        run.finish("a", .lost)
        run.start("a")
        return run
    }

    @Test(arguments: [
        RunMachine.Fact.claimed(key: "a", attempt: 1), .claimed(key: "a", attempt: 2),
        .started(key: "a", attempt: 1), .started(key: "a", attempt: 2), .stepsFinished(key: "a", attempt: 1),
        .finished(key: "a", attempt: 1, .init(.success)), .finished(key: "a", attempt: 3, .init(.success)),
        .decided(key: "a", .skip(reason: "late")), .decided(key: "b", .run(continuesOnError: false)),
        .started(key: "b", attempt: 1), .finished(key: "b", attempt: 0, .init(.success)),
        .claimed(key: "b", attempt: 1), .finished(key: "nobody", attempt: 1, .init(.success)),
        .rerunRequested(keys: ["a"])
    ])
    func `a fact that comes twice, too late or too early changes nothing`(fact: RunMachine.Fact) {
        var run = Self.retried()
        let before = run.machine
        #expect(run.apply(fact).isEmpty)
        #expect(run.machine == before)
    }

    @Test func `a job that is over stays as it ended`() {
        var run = Machine(job("a"), job("b"))
        run.begin()
        run.run("a", .failure)
        let before = run.machine
        for fact: RunMachine.Fact in [
            .finished(key: "a", attempt: 1, .init(.success)), .claimed(key: "a", attempt: 2),
            .decided(key: "a", .run(continuesOnError: true))
        ] {
            #expect(run.apply(fact).isEmpty)
        }
        #expect(run.machine == before)
    }

    @Test func `the last fact may be the first that is heard of`() {
        var run = Machine(job("a"))
        run.begin()
        run.apply(.claimed(key: "a", attempt: 1))
        #expect(run.apply(.finished(key: "a", attempt: 1, .init(.success))) == [.conclude(.success)])
    }

    @Test func `a run that is over cannot be cancelled`() {
        var run = Machine(job("a"))
        run.begin()
        run.run("a")
        let before = run.machine
        #expect(run.apply(.cancelRequested()).isEmpty)
        #expect(run.machine == before)
    }
}
