import Core
import Expressions
import Glibc
import JobProtocol
import OrderedCollections

/// Runs what a plan says, in its order, and says how the job ended. Everything it needs is there: lock, folders,
/// secrets.
final class JobRunner {
    let directory: JobDirectory
    let plan: JobPlan
    let journal: JobJournal
    let log: JobLog
    let loop: EventLoop
    let patterns: SecretPatterns
    let folder: CommandFolder
    let summary: SummaryFile
    let baseEnvironment: [String: String]
    let contexts: JobContexts
    let actions: ActionCatalogue
    let background = BackgroundSteps()
    let matchers: ProblemMatchers
    /// The job's own steps see each other here.
    let root = StepFrame()
    /// Those that run now.
    var processes: [ProcessWork] = []
    private var numbers = 0
    private var nextIndex = 0
    private(set) var cancellation = Cancellation()
    private var deadline: MonotonicTime

    /// From TERM to KILL for what a job left running behind its last step: it was not asked to stay, and the next job
    /// waits for the place. Two seconds let a server close its files.
    private static let leftoverGrace: Int64 = 2000

    /// How the job ended.
    struct Outcome {
        var conclusion: Conclusion
        var outputs: [String: String] = [:]
        var reason: String?
        var exitCode: Int?
    }

    init(
        directory: JobDirectory, plan: JobPlan, journal: JobJournal, log: JobLog, loop: EventLoop,
        patterns: SecretPatterns, folder: CommandFolder, contexts: JobContexts
    ) {
        self.directory = directory
        self.plan = plan
        self.journal = journal
        self.log = log
        self.loop = loop
        self.patterns = patterns
        self.folder = folder
        self.contexts = contexts
        actions = ActionCatalogue(plan.actions)
        matchers = ProblemMatchers(workspace: plan.workspace.path)
        summary = SummaryFile(directory: directory)
        baseEnvironment = BaseEnvironment.read().merging([
            "ANNEAL_SEED": String(plan.seed), "PYTHONHASHSEED": String(plan.seed)
        ]) { $1 }
        deadline = .now + MonotonicTime.milliseconds(ofSeconds: plan.timeout)
    }

    func run() throws -> Outcome {
        let problem = prepareEnvironment()
        if problem == nil { try runSteps() }
        try journal.append(.stepsFinished)
        let outputs = try JobOutputs(of: self)
        if problem == nil { try tellDeployment() }
        let stuck = try endLeftovers()
        return conclude(problem: problem, outputs: outputs, stuck: stuck)
    }

    // MARK: Waiting

    /// Waits for anything to happen, at most until `next`, and keeps track of what ends the job early.
    func turn(until next: MonotonicTime?) throws {
        noteRequests()
        try loop.turn(until: min(next ?? deadline, deadline))
        noteRequests()
        guard MonotonicTime.now >= deadline else { return }
        if cancellation.cause == nil {
            cancel(.timeout(plan.timeout))
        } else {
            if !cancellation.isFinal { try tellOfFarewell() }
            cancellation.abandon()
            deadline = .now + farewell
        }
    }

    func noteRequests() {
        while let reason = loop.takeCancellation() { cancel(.request(reason)) }
    }

    private var farewell: Int64 { MonotonicTime.milliseconds(ofSeconds: plan.farewell) }

    private func tellOfFarewell() throws {
        let time = Cancellation.describe(seconds: Double(plan.farewell))
        try annotate(
            .warning,
            "what was still running \(time) after the job was cancelled was ended; "
                + "`cancel-timeout-minutes` says how long it may take")
    }

    private func cancel(_ cause: Cancellation.Cause) {
        if cancellation.cause == nil { deadline = .now + farewell }
        cancellation.request(cause)
        root.isCancelled = true
    }

    var isCancelled: Bool { cancellation.cause != nil }

    /// What success(), failure() and cancelled() say of the job.
    var status: Scope.Status { root.status }

    // MARK: For its steps

    /// For the names of a process's files.
    func takeNumber() -> Int {
        defer { numbers += 1 }
        return numbers
    }

    /// For the next that journal and log are to tell apart.
    func takeIndex() -> Int {
        defer { nextIndex += 1 }
        return nextIndex
    }

    /// A process begins that belongs to none of those that run.
    func noteCompany() {
        for process in processes { process.hadCompany = true }
    }

    /// What the engine has to say about a step that runs: with the others' on the page, and in the log where it happened.
    func annotate(_ level: Annotation.Level, _ message: String, step: Int) throws {
        let text = shown(message)
        try journal.annotate(Annotation(level: level, message: text, step: step))
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        log.write("::\(level.rawValue)::\(line)\n", step: step)
    }

    /// About the job as a whole: it stands at its last step.
    func annotate(_ level: Annotation.Level, _ message: String) throws {
        try annotate(level, message, step: max(0, nextIndex - 1))
    }

    /// Longer is nothing a person reads, and outputs in a name or a message could make a fact longer than a reader takes.
    private static let longestText = 4096

    /// A text for the journal: redacted, and cut behind that, so that no part of a secret is left at the end.
    func shown(_ text: String) -> String {
        let redacted = patterns.redact(text)
        guard redacted.utf8.count > Self.longestText else { return redacted }
        // By scalars: a character may have any number of them.
        return String(String.UnicodeScalarView(redacted.unicodeScalars.prefix(Self.longestText))) + "…"
    }

    // MARK: Before and after the steps

    /// What the job's own texts see.
    func scope() -> Scope {
        contexts.scope(
            in: root, environment: root.surroundings.environment, status: status, jobStatus: root.statusName)
    }

    /// - Returns: why the workflow's and the job's `env` have no values; nil when they do.
    private func prepareEnvironment() -> String? {
        do {
            for layer in plan.environment {
                let scope = scope()
                for entry in try StepText.entries(layer, "env", in: scope) {
                    root.surroundings.set(entry.name, entry.value)
                }
            }
            return nil
        } catch {
            return patterns.redact("\(error)")
        }
    }

    /// Where the job deployed to. A URL that cannot be told is left out with a warning: the job has done its work.
    private func tellDeployment() throws {
        guard var deployment = plan.deployment else { return }
        var problem: String?
        do {
            deployment.url = try deployment.url.map { try StepText.string($0, "environment.url", in: scope()) }
        } catch {
            problem = "\(error)"
        }
        if let url = deployment.url, patterns.isFound(in: url) {
            problem = "the environment's url is left out since it may contain a secret"
        }
        if let problem {
            deployment.url = nil
            try annotate(.warning, problem)
        }
        if deployment.url?.isEmpty == true { deployment.url = nil }
        deployment.name = patterns.redact(deployment.name)
        try journal.append(.deployment(deployment))
    }

    /// Ends every process that is left, and takes what they still wrote.
    private func endLeftovers() throws -> [pid_t] {
        loop.reap()
        var stuck: [pid_t] = []
        if loop.hasChildren {
            var termination = TreeTermination(grace: Self.leftoverGrace)
            ending: while true {
                if cancellation.isFinal { termination.hurry() }
                switch termination.proceed() {
                case .over: break ending
                case .stuck(let pids):
                    stuck = pids
                    break ending
                case .notBefore(let time): try turn(until: time)
                }
            }
            loop.reap()
        }
        try loop.finishOutputs()
        return stuck
    }

    private func conclude(problem: String?, outputs evaluated: JobOutputs, stuck: [pid_t]) -> Outcome {
        let outputs = evaluated.values
        if let failure = log.failure { return Outcome(conclusion: .setupFailure, outputs: outputs, reason: failure) }
        if let problem { return Outcome(conclusion: .failure, outputs: outputs, reason: problem) }
        let left = stuck.isEmpty ? nil : "processes that can't be ended were left: \(stuck)"
        switch cancellation.cause {
        case .timeout:
            return Outcome(conclusion: .timedOut, outputs: outputs, reason: cancellation.reason)
        case .request:
            return Outcome(
                conclusion: .cancelled, outputs: outputs, reason: cancellation.reason.map { patterns.redact($0) })
        case nil:
            guard let result = root.firstFailure else {
                if let failure = evaluated.failure {
                    return Outcome(conclusion: .failure, outputs: outputs, reason: failure)
                }
                return Outcome(conclusion: .success, outputs: outputs, reason: left)
            }
            let why = result.reason.map { ": \($0)" } ?? ""
            return Outcome(
                conclusion: result.conclusion, outputs: outputs, reason: "step `\(result.name)` failed\(why)",
                exitCode: result.exitCode)
        }
    }
}
