import Core
import Expressions
import OrderedCollections
import Planning
import Workflows

extension OpenRun {
    /// The machine's answer to facts, with every condition that became due worked out: nothing is left but effects.
    mutating func advance(_ facts: [RunMachine.Fact]) -> [RunMachine.Action] {
        var effects: [RunMachine.Action] = []
        var open = facts
        while !open.isEmpty {
            settle(machine.apply(open.removeFirst()), &open, &effects)
        }
        return effects
    }

    /// What a new run, or a run found after a restart, has to do.
    mutating func resume() -> [RunMachine.Action] {
        var effects: [RunMachine.Action] = []
        var open: [RunMachine.Fact] = []
        settle(machine.resume(), &open, &effects)
        return effects + advance(open)
    }

    private mutating func settle(
        _ actions: [RunMachine.Action], _ open: inout [RunMachine.Fact], _ effects: inout [RunMachine.Action]
    ) {
        for action in actions {
            if case .decide(let key) = action {
                open.append(.decided(key: key, decide(key)))
            } else {
                effects.append(action)
            }
        }
    }

    private mutating func decide(_ key: String) -> RunMachine.Verdict {
        guard let outcome = outcome(of: key) else { return .fail(reason: "the job is not in the plan") }
        switch outcome {
        case .run(let prepared):
            return .run(continuesOnError: prepared.continueOnError, isInGroup: prepared.claim != nil)
        case .skip(let reason, let trace):
            traces[key] = Value.array(
                trace.map {
                    ["text": .string($0.text), "value": .string($0.value), "error": $0.error.map(Value.string) ?? .null]
                }
            ).json()
            return .skip(reason: reason)
        case .cancel(let reason, _):
            return .skip(reason: reason)
        case .fail(let reason, _):
            return .fail(reason: reason)
        case .expand(let children):
            for child in children { planned[child.key] = child }
            return .expand(children.map(RunMachine.Job.init(planned:)))
        }
    }

    /// Pure: asked again after a restart it says the same.
    func outcome(of key: String) -> Activation.Outcome? {
        guard let job = planned[key] else { return nil }
        return Activation.decide(
            job: job, workflow: workflow, run: runFacts, needs: needs(of: job), cancelled: machine.isCancelled)
    }

    /// The job's needs and their own, directly or not: `success()` looks at all of them, `needs` shows the direct ones.
    private func needs(of job: PlannedJob) -> [NeedResult] {
        let ancestors = machine.ancestors(ofNeeds: job.needs)
        return workflow.jobs.keys.filter(ancestors.contains).compactMap { id in
            guard machine.isOver(id: id) else { return nil }
            return NeedResult(
                id: id,
                combinations: machine.jobs.values.filter { $0.id == id && !$0.isExpanded }.map { member in
                    // An earlier commit vouches for it: those who need it go on as if it had run.
                    let vouched = member.isVouched && member.conclusion == .skipped
                    return (vouched ? .success : member.conclusion ?? .skipped, outputs[member.key] ?? [:])
                })
        }
    }
}

extension Activation.Outcome {
    /// What to run, when that is the outcome.
    var prepared: Prepared? {
        guard case .run(let prepared) = self else { return nil }
        return prepared
    }
}
