import Core
import OrderedCollections

/// A run made up by a seed, and what happens to it.
struct RandomRun {
    private(set) var run: Machine
    let first: RunMachine
    private var random: SplitMix
    /// Of what came before, for coming again.
    private var seen: [RunMachine.Fact] = []

    init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var jobs: [RunMachine.Job] = []
        var answers: [String: @Sendable (RunMachine) -> RunMachine.Verdict] = [:]
        for number in 0..<Int.random(in: 1...7, using: &random) {
            let id = "j\(number)"
            let ids = Array(Set(jobs.map(\.id)).sorted())
            let needs = ids.filter { _ in random.chance(35) }
            let template = RunMachine.Job(
                key: id, id: id, needs: needs,
                retryPolicy: RetryPolicy(
                    maximum: Int.random(in: 0...2, using: &random), causes: [.conclusion(.lost), .exitCode(75)],
                    backoff: .seconds(1)),
                failsFast: random.chance(60),
                maxParallel: random.chance(40) ? Int.random(in: 1...3, using: &random) : nil)
            let count = random.chance(40) ? Int.random(in: 2...5, using: &random) : 1
            let members = (1...count).map { index in
                var member = template
                member.key = count == 1 ? id : "\(id)/\(index)"
                return member
            }
            if count > 1, !needs.isEmpty, random.chance(50) {
                var deferred = template
                deferred.isDeferred = true
                jobs.append(deferred)
                answers[id] = { machine in
                    let verdict = Machine.ifSuccess(machine, id)
                    guard case .run = verdict else { return verdict }
                    return .expand(members)
                }
            } else {
                jobs += members
            }
            for member in members { answers[member.key] = answers[member.key] ?? Self.answer(member.key, &random) }
        }
        first = RunMachine(jobs: jobs)
        run = Machine(first)
        run.answers = answers
        self.random = random
    }

    private static func answer(
        _ key: String, _ random: inout SplitMix
    ) -> @Sendable (RunMachine) -> RunMachine.Verdict {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: Machine.always
        case 2: { _ in .skip(reason: "its if is false") }
        case 3: { _ in .fail(reason: "its if cannot be evaluated") }
        case 4:
            { machine in
                guard case .run = Machine.ifSuccess(machine, key) else { return Machine.ifSuccess(machine, key) }
                return .run(continuesOnError: true)
            }
        case 5, 6:
            { machine in
                guard case .run = Machine.ifSuccess(machine, key) else { return Machine.ifSuccess(machine, key) }
                return .run(continuesOnError: false, isInGroup: true)
            }
        default: { machine in Machine.ifSuccess(machine, key) }
        }
    }

    mutating func begin() { run.begin() }

    /// Something happens that can happen now.
    ///
    /// - Returns: false when nothing can any more.
    mutating func step() -> Bool {
        if random.chance(10), let again = seen.randomElement(using: &random) {
            run.apply(again)
            return true
        }
        if random.chance(2) { apply(.cancelRequested(reason: random.chance(50) ? "superseded by run 2" : nil)) }
        let open = run.machine.jobs.values.filter { $0.state == .ready || $0.state.isActive || $0.isQueued }
        guard let job = open.randomElement(using: &random) else { return false }
        switch job.state {
        case .blocked where random.chance(20):
            apply(.jobCancelRequested(key: job.key, reason: "superseded by run 2"))
        case .blocked:
            run.admitted.insert(job.key)
            apply(.admitted(key: job.key))
        case .running where random.chance(5):
            apply(.jobCancelRequested(key: job.key, reason: "superseded by run 2"))
        case .ready: apply(.claimed(key: job.key, attempt: job.attempt + 1))
        case .starting where random.chance(70): apply(.started(key: job.key, attempt: job.attempt))
        case .running where random.chance(50): apply(.stepsFinished(key: job.key, attempt: job.attempt))
        default: apply(.finished(key: job.key, attempt: job.attempt, ending()))
        }
        return true
    }

    private mutating func apply(_ fact: RunMachine.Fact) {
        seen.append(fact)
        run.apply(fact)
    }

    private mutating func ending() -> RunMachine.Ending {
        let conclusions: [Conclusion] = [
            .success, .success, .success, .success, .failure, .lost, .setupFailure, .timedOut, .cancelled
        ]
        let conclusion = conclusions.randomElement(using: &random) ?? .success
        return .init(conclusion, exitCode: random.chance(30) ? 75 : 1)
    }

    /// A person asks for all, or for some, again.
    mutating func rerun() {
        let all = random.chance(50)
        let keys = run.machine.jobs.keys.filter { _ in all || random.chance(50) }
        run.admitted = []
        apply(.rerunRequested(keys: Set(keys), isHeld: random.chance(30)))
        if run.machine.isHeld {
            apply(random.chance(80) ? .runAdmitted : .cancelRequested(reason: "superseded by run 2"))
        }
    }

    /// What the rows of a database say of the machine: nothing that is only known in memory.
    var rebuilt: Machine {
        let rows = run.machine.jobs.values.map { job in
            RunMachine.Job(
                key: job.key, id: job.id, needs: job.needs, state: job.state, conclusion: job.conclusion,
                reason: job.reason, attempt: job.attempt, retries: job.retries, retryPolicy: job.retryPolicy,
                continuesOnError: job.continuesOnError, failsFast: job.failsFast, maxParallel: job.maxParallel,
                isDeferred: job.isDeferred, isExpanded: job.isExpanded, isVouched: job.isVouched,
                cancelReason: job.cancelReason)
        }
        var other = Machine(
            RunMachine(
                jobs: rows, isCancelled: run.machine.isCancelled, cancelReason: run.machine.cancelReason,
                isHeld: run.machine.isHeld))
        other.answers = run.answers
        other.admitted = run.admitted
        return other
    }
}
