import Glibc

/// Ends processes: TERM, a grace, KILL, again and again until none is left.
///
/// A value that is asked again after every turn of the event loop, so that output, requests and deadlines are
/// looked after meanwhile.
struct TreeTermination {
    /// From one look at the tree to the next. A descendant that is not our child doesn't tell us of its end, and its
    /// children may come while we kill; 10 ms is short for a person and long for a processor.
    private static let interval: Int64 = 10
    /// A process that outlives KILL this long hangs in the kernel, on a dead network file system say; nobody can end it.
    private static let patience: Int64 = 10_000

    private let targets: (ProcessTree) -> Set<ProcessTree.Process>
    private var killAt: MonotonicTime
    private var giveUpAt: MonotonicTime
    private var nextLook: MonotonicTime
    private var termed: Set<ProcessTree.Process> = []

    /// - Parameters:
    ///   - grace: milliseconds from TERM to KILL; 0 = KILL at once.
    ///   - targets: which processes are meant; all below this one when nothing is said.
    init(
        grace: Int64, targets: @escaping (ProcessTree) -> Set<ProcessTree.Process> = { $0.descendants() }
    ) {
        self.targets = targets
        killAt = .now + grace
        giveUpAt = killAt + Self.patience
        nextLook = .now
    }

    /// No more grace.
    mutating func hurry() {
        let now = MonotonicTime.now
        guard now < killAt else { return }
        killAt = now
        giveUpAt = now + Self.patience
        nextLook = now
    }

    enum Progress {
        case over
        /// Ask again then; earlier is no use.
        case notBefore(MonotonicTime)
        /// These can't be ended.
        case stuck([pid_t])
    }

    mutating func proceed() -> Progress {
        let now = MonotonicTime.now
        guard now >= nextLook else { return .notBefore(nextLook) }
        nextLook = now + Self.interval
        let processes = targets(ProcessTree())
        if processes.isEmpty { return .over }
        if now >= giveUpAt { return .stuck(processes.map(\.pid).sorted()) }
        if now >= killAt {
            for process in processes { kill(process.pid, SIGKILL) }
        } else {
            for process in processes where termed.insert(process).inserted {
                kill(process.pid, SIGTERM)
                // A stopped process would only see it when it goes on.
                kill(process.pid, SIGCONT)
            }
        }
        return .notBefore(nextLook)
    }

    /// Kills every descendant at once and waits for their end: what is left to do when watching the job itself failed.
    static func killEverything() {
        var termination = TreeTermination(grace: 0)
        while case .notBefore(let time) = termination.proceed() {
            poll(nil, 0, time.timeout)
            while waitpid(-1, nil, WNOHANG) > 0 { continue }
        }
    }
}
