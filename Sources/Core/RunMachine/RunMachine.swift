public import OrderedCollections

/// The life of a run and of its jobs, as a value: facts go in, the next state and what to do about it come out.
///
/// No clock, no database, no thread. The engine feeds facts, stores the new state and carries out the actions; since the
/// state of each job is a column of the database, a machine built from the rows after a crash goes on where it was
/// (``resume()`` asks again for whatever had been asked and not answered).
///
/// ```
/// blocked ──decided run──▶ ready ──claimed──▶ starting ──started──▶ running ──steps finished──▶ finishing
///    │                       ▲                    │                    │                            │
///    └─decided skip──┐       └──── retry ─────────┴────────────────────┴──────── finished ──────────┤
///                    └───────────────────────────▶ completed ◀─────────────────────────────────────┘
/// ```
///
/// A job that calls a workflow goes from `blocked` to `running` when it may, brings that workflow's jobs, and is completed
/// when they are.
public struct RunMachine: Hashable, Sendable {
    public internal(set) var state: RunState = .queued
    /// Set exactly when `state` is completed.
    public internal(set) var conclusion: Conclusion?
    public internal(set) var isCancelled = false
    /// Why, when it was not a person.
    public internal(set) var cancelReason: String?
    /// Waits for its concurrency group: no job is asked for.
    public internal(set) var isHeld = false
    /// By key, in the plan's order.
    public internal(set) var jobs: OrderedDictionary<String, Job>

    public init(jobs: [Job], isCancelled: Bool = false, cancelReason: String? = nil, isHeld: Bool = false) {
        self.jobs = OrderedDictionary(uniqueKeysWithValues: jobs.map { ($0.key, $0) })
        self.isCancelled = isCancelled
        self.cancelReason = isCancelled ? cancelReason : nil
        self.isHeld = isHeld && !isCancelled
        settle()
    }

    /// The run's own state follows from its jobs'.
    mutating func settle() {
        if jobs.values.allSatisfy({ $0.state == .completed }) {
            state = .completed
            conclusion = summary
        } else {
            let started = jobs.values.contains { $0.attempt > 0 || $0.state.isActive && !$0.isCall }
            state = started ? .running : .queued
            conclusion = nil
        }
    }

    private var summary: Conclusion {
        let ends = jobs.values.filter { !$0.isExpanded }.compactMap { job in job.conclusion.map { (job, $0) } }
        if ends.contains(where: { $0.1.isFailure }) { return .failure }
        if isCancelled || ends.contains(where: { $0.1 == .cancelled }) { return .cancelled }
        if ends.contains(where: { $0.1 == .warning }) { return .warning }
        let allSkipped = !ends.isEmpty && ends.allSatisfy { $0.1 == .skipped && !$0.0.isVouched }
        return allSkipped ? .skipped : .success
    }
}

extension JobState {
    /// A supervisor exists, or is about to.
    public var isActive: Bool { self == .starting || self == .running || self == .finishing }
}
