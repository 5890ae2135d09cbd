import Core
import Testing

/// Runs as large as they may be end in a moment.
@Suite(.timeLimit(.minutes(1))) struct LargeRunTests {
    @Test func `two hundred jobs, each needing all before it`() {
        let keys = (0..<200).map { "job\($0)" }
        let jobs = keys.indices.map { index in
            RunMachine.Job(key: keys[index], id: keys[index], needs: Array(keys[..<index]))
        }
        var run = Machine(RunMachine(jobs: jobs))
        run.begin()
        for key in keys {
            #expect(run[key].state == .ready)
            run.run(key)
        }
        #expect(run.machine.conclusion == .success)
    }

    @Test func `a matrix of 256, four at a time`() {
        var run = Machine(RunMachine(jobs: matrix("m", 256, maxParallel: 4) + [job("after", needs: ["m"])]))
        #expect(run.begin().count == 4)
        for number in 1...256 { run.run("m/\(number)") }
        #expect(run["after"].state == .ready)
        run.run("after")
        #expect(run.machine.conclusion == .success)
    }
}
