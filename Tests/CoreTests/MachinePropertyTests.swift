import Core
import OrderedCollections
import Testing

struct MachinePropertyTests {
    @Test(arguments: 0..<120)
    func `every run comes to an end, and what is promised holds all the way`(seed: UInt64) {
        var life = RandomRun(seed: seed)
        life.begin()
        var steps = 0
        while life.step() {
            check(life.run.machine, seed)
            steps += 1
            guard steps < 2000 else {
                Issue.record("seed \(seed) does not end")
                return
            }
        }
        #expect(life.run.machine.state == .completed, "seed \(seed)")
    }

    @Test(arguments: 0..<120)
    func `replaying the facts gives the same machine`(seed: UInt64) {
        var life = RandomRun(seed: seed)
        life.begin()
        while life.step() {}
        life.rerun()
        while life.step() {}
        var again = life.first
        _ = again.resume()
        for fact in life.run.facts { _ = again.apply(fact) }
        let isSame = again == life.run.machine
        #expect(isSame, "seed \(seed)")
    }

    /// All that the machine keeps in memory alone (questions that are open, combinations that wait) comes back by asking.
    @Test(arguments: 0..<120)
    func `a machine rebuilt from its rows at any moment is the same, and goes on the same`(seed: UInt64) {
        var life = RandomRun(seed: seed)
        life.begin()
        var moments = 0
        var isSecondLife = false
        while true {
            moments += 1
            var rebuilt = life.rebuilt
            rebuilt.begin()
            // Compared outside the macro, which would print both machines.
            let isSame = rebuilt.machine == life.run.machine
            #expect(isSame, "seed \(seed), moment \(moments)")
            if life.step() { continue }
            if isSecondLife { return }
            isSecondLife = true
            life.rerun()
        }
    }

    private func check(_ machine: RunMachine, _ seed: UInt64) {
        for job in machine.jobs.values {
            #expect((job.state == .completed) == (job.conclusion != nil), "seed \(seed): \(job.key)")
            if job.state == .ready || job.state.isActive {
                #expect(job.needs.allSatisfy { machine.isOver(id: $0) }, "seed \(seed): \(job.key) began too early")
            }
            if let limit = job.maxParallel {
                let underWay = machine.jobs.values.count {
                    $0.id == job.id && ($0.state == .ready || $0.state.isActive)
                }
                #expect(underWay <= limit, "seed \(seed): \(underWay) of \(job.id) are under way")
            }
        }
        #expect((machine.state == .completed) == (machine.conclusion != nil), "seed \(seed)")
    }
}
