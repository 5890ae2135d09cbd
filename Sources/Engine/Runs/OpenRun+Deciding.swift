import Core
import Expressions
import OrderedCollections
import Planning
import Workflows

extension OpenRun {
    /// The machine's answer to facts, with every condition that became due worked out: nothing is left but effects, and
    /// questions about calls that need history.
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

    /// A question that had to wait for what history says.
    mutating func answer(_ key: String) -> [RunMachine.Action] {
        var effects: [RunMachine.Action] = []
        var open: [RunMachine.Fact] = []
        settle([.decide(key)], &open, &effects)
        return effects + advance(open)
    }

    private mutating func settle(
        _ actions: [RunMachine.Action], _ open: inout [RunMachine.Fact], _ effects: inout [RunMachine.Action]
    ) {
        for action in actions {
            switch action {
            case .decide(let key):
                if let verdict = decide(key) {
                    open.append(.decided(key: key, verdict))
                } else {
                    effects.append(action)
                }
            case .settle(let key): open.append(.settled(key: key, failure: settleCall(key)))
            default: effects.append(action)
            }
        }
    }

    /// - Returns: nil when history has to be asked first.
    private mutating func decide(_ key: String) -> RunMachine.Verdict? {
        guard let outcome = outcome(of: key) else { return .fail(reason: "the job is not in the plan") }
        // A cancel asks again for what was decided before: why that ran stays as it was.
        if machine.jobs[key]?.isDecided != true { traces[key] = trace(of: key) }
        switch outcome {
        case .run(let prepared):
            return .run(continuesOnError: prepared.continueOnError, isInGroup: prepared.claim != nil)
        case .skip(let reason), .cancel(let reason):
            return .skip(reason: reason)
        case .fail(let reason, _):
            return .fail(reason: reason)
        case .expand(let children):
            for child in children { planned[child.key] = child }
            return .expand(children.map(RunMachine.Job.init(planned:)))
        case .call(let values):
            return call(key, values)
        }
    }

    /// Pure: asked again after a restart it says the same. What it names is named as the run names it.
    func outcome(of key: String) -> Activation.Outcome? {
        guard let job = planned[key] else { return nil }
        do throws(PlanningError) {
            let scope = try scope(of: job.caller)
            return Activation.decide(
                job: job.local, workflow: scope.workflow, run: scope.facts, needs: needs(of: job, in: scope),
                cancelled: machine.isCancelled
            ).called(by: job.caller, name: scope.name)
        } catch {
            return .fail(reason: error.message, position: error.position)
        }
    }

    /// Why the job's `if` says what it says, as JSON; nil when it has nothing to say.
    private func trace(of key: String) -> String? {
        guard let job = planned[key], let scope = try? scope(of: job.caller) else { return nil }
        let operands = Activation.trace(
            job: job.local, workflow: scope.workflow, run: scope.facts, needs: needs(of: job, in: scope),
            cancelled: machine.isCancelled)
        guard !operands.isEmpty else { return nil }
        return Value.array(
            operands.map {
                ["text": .string($0.text), "value": .string($0.value), "error": $0.error.map(Value.string) ?? .null]
            }
        ).json()
    }

    /// The job's needs and their own, directly or not: `success()` looks at all of them, `needs` shows the direct ones.
    /// Jobs are named as their workflow names them.
    func needs(of job: PlannedJob, in scope: RunScope) -> [NeedResult] {
        results(of: machine.ancestors(ofNeeds: job.needs), in: scope)
    }

    /// - Parameter ids: as the run has them; those that are not over are left out.
    func results(of ids: Set<String>, in scope: RunScope) -> [NeedResult] {
        var members: [String: [RunMachine.Job]] = [:]
        for job in machine.jobs.values where ids.contains(job.id) { members[job.id, default: []].append(job) }
        return scope.workflow.jobs.keys.compactMap { name in
            guard let jobs = members[scope.prefix + name], jobs.allSatisfy({ $0.state == .completed }) else {
                return nil
            }
            return NeedResult(
                id: name,
                combinations: jobs.filter { !$0.isExpanded }.map { member in
                    // An earlier commit vouches for it: those who need it go on as if it had run.
                    let vouched = member.isVouched && member.conclusion == .skipped
                    return (vouched ? .success : member.conclusion ?? .skipped, outputs(ofKey: member.key))
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

    /// The concurrency group that the job has to enter.
    var claim: GroupClaim? {
        switch self {
        case .run(let prepared): prepared.claim
        case .call(let values): values.claim
        default: nil
        }
    }

    /// As the run sees it.
    fileprivate func called(by caller: String?, name: String?) -> Activation.Outcome {
        guard let caller else { return self }
        switch self {
        case .run(var prepared):
            prepared.name = name.map { "\($0) / \(prepared.name)" } ?? prepared.name
            return .run(prepared)
        case .expand(let jobs): return .expand(jobs.map { $0.called(by: caller, name: name) })
        case .call(var values):
            values.name = name.map { "\($0) / \(values.name)" } ?? values.name
            return .call(values)
        case .skip, .cancel, .fail: return self
        }
    }
}
