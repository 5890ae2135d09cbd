import Core
import OrderedCollections
import Testing

/// A machine whose questions are answered by a script, as the engine answers them: at once, before anything else happens.
struct Machine {
    private(set) var machine: RunMachine
    /// Every fact that was fed, answers included: replaying them gives the same machine.
    private(set) var facts: [RunMachine.Fact] = []
    /// What was asked of the engine, questions left out.
    private(set) var actions: [RunMachine.Action] = []
    /// How each job's `if` is answered; what is not here is answered as without an `if`.
    var answers: [String: @Sendable (RunMachine) -> RunMachine.Verdict] = [:]

    /// Why a call's outputs have no value, by its key.
    var failures: [String: String] = [:]

    /// Jobs whose concurrency group is free for them: they are admitted as soon as they ask.
    var admitted: Set<String> = []

    init(_ jobs: RunMachine.Job..., isCancelled: Bool = false) {
        self.init(RunMachine(jobs: jobs, isCancelled: isCancelled))
    }

    init(_ machine: RunMachine) {
        self.machine = machine
    }

    subscript(_ key: String) -> RunMachine.Job {
        guard let job = machine.jobs[key] else {
            Issue.record("there is no job \(key)")
            return RunMachine.Job(key: key, id: key)
        }
        return job
    }

    /// - Returns: what is to be done, questions left out: those are answered.
    @discardableResult
    mutating func begin() -> [RunMachine.Action] { answer(machine.resume()) }

    @discardableResult
    mutating func apply(_ fact: RunMachine.Fact) -> [RunMachine.Action] {
        facts.append(fact)
        return answer(machine.apply(fact))
    }

    private mutating func answer(_ first: [RunMachine.Action]) -> [RunMachine.Action] {
        var rest = first[...]
        var effects: [RunMachine.Action] = []
        while let action = rest.popFirst() {
            let fact: RunMachine.Fact
            switch action {
            case .decide(let key): fact = .decided(key: key, verdict(for: key))
            case .settle(let key): fact = .settled(key: key, failure: failures[key])
            case .enqueue(let key) where admitted.contains(key): fact = .admitted(key: key)
            default:
                effects.append(action)
                continue
            }
            facts.append(fact)
            rest += machine.apply(fact)
        }
        actions += effects
        return effects
    }

    private func verdict(for key: String) -> RunMachine.Verdict {
        if let answer = answers[key] { return answer(machine) }
        return Self.ifSuccess(machine, key)
    }

    /// The implied `success()`.
    static func ifSuccess(_ machine: RunMachine, _ key: String) -> RunMachine.Verdict {
        guard !machine.isCancelled else { return .skip(reason: "the run was cancelled") }
        let needs = machine.jobs[key]?.needs ?? []
        let holds = needs.allSatisfy { machine.result(id: $0) == "success" }
        return holds ? .run(continuesOnError: false) : .skip(reason: "a need did not succeed")
    }

    static let always: @Sendable (RunMachine) -> RunMachine.Verdict = { _ in .run(continuesOnError: false) }

    // MARK: What a supervisor tells

    /// Claimed and started, as a new attempt.
    @discardableResult
    mutating func start(_ key: String) -> [RunMachine.Action] {
        let attempt = self[key].attempt + 1
        return apply(.claimed(key: key, attempt: attempt)) + apply(.started(key: key, attempt: attempt))
    }

    @discardableResult
    mutating func finish(_ key: String, _ conclusion: Conclusion, reason: String? = nil, exitCode: Int? = nil)
        -> [RunMachine.Action]
    {
        let attempt = self[key].attempt
        return apply(.stepsFinished(key: key, attempt: attempt))
            + apply(.finished(key: key, attempt: attempt, .init(conclusion, reason: reason, exitCode: exitCode)))
    }

    @discardableResult
    mutating func run(_ key: String, _ conclusion: Conclusion = .success) -> [RunMachine.Action] {
        start(key) + finish(key, conclusion)
    }

    var states: [String: JobState] { Dictionary(uniqueKeysWithValues: machine.jobs.values.map { ($0.key, $0.state) }) }

    var conclusions: [String: Conclusion] {
        machine.jobs.values.reduce(into: [:]) { all, job in all[job.key] = job.conclusion }
    }
}

func job(_ key: String, needs: [String] = []) -> RunMachine.Job { RunMachine.Job(key: key, id: key, needs: needs) }

/// Combinations of one matrix.
func matrix(
    _ id: String, _ count: Int, needs: [String] = [], failsFast: Bool = true, maxParallel: Int? = nil
) -> [RunMachine.Job] {
    (1...count).map {
        RunMachine.Job(key: "\(id)/\($0)", id: id, needs: needs, failsFast: failsFast, maxParallel: maxParallel)
    }
}
