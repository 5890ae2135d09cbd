public import Core
public import JobProtocol

/// A job as its run's page and its own show it.
public struct JobSummary: Sendable {
    public struct Step: Hashable, Sendable {
        public var index: Int
        public var name: String
        public var conclusion: Conclusion?
        public var exitCode: Int?
        public var signal: Int?
        public var reason: String?
        public var startedAt: Timestamp
        public var finishedAt: Timestamp?

        public init(
            index: Int, name: String, conclusion: Conclusion?, exitCode: Int?, signal: Int?, reason: String?,
            startedAt: Timestamp, finishedAt: Timestamp?
        ) {
            self.index = index
            self.name = name
            self.conclusion = conclusion
            self.exitCode = exitCode
            self.signal = signal
            self.reason = reason
            self.startedAt = startedAt
            self.finishedAt = finishedAt
        }

        var mark: Mark { conclusion.map { Mark($0) } ?? .running }
    }

    /// A part of the job's `if` with the value it had.
    public struct Operand: Hashable, Sendable {
        public var text: String
        public var value: String
        /// Why it has none.
        public var error: String?

        public init(text: String, value: String, error: String? = nil) {
            self.text = text
            self.value = value
            self.error = error
        }
    }

    public var id: JobID
    /// The id in the workflow file; the combinations of a matrix share it.
    public var jobID: String
    public var name: String
    /// Job ids.
    public var needs: [String]
    public var tier: String?
    public var state: JobState
    public var conclusion: Conclusion?
    public var reason: String?
    /// The run whose pass vouches for a job that was skipped for it.
    public var voucher: (run: RunID, number: Int, commit: CommitSHA)?
    public var wait: GroupWait?
    /// What its `if` was made of; empty when it was not asked.
    public var trace: [Operand]
    /// Where what it deployed is reached; shown as a link when it is an address of the web.
    public var environment: (name: String, url: String?)?
    /// 0 = none yet.
    public var attempt: Int
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    public var steps: [Step]
    public var annotations: [Annotation]
    /// Markdown.
    public var summary: String

    public init(
        id: JobID, jobID: String, name: String, needs: [String], tier: String?, state: JobState,
        conclusion: Conclusion?, reason: String?, voucher: (run: RunID, number: Int, commit: CommitSHA)? = nil,
        trace: [Operand] = [], environment: (name: String, url: String?)? = nil, attempt: Int, startedAt: Timestamp?,
        finishedAt: Timestamp?, steps: [Step] = [],
        annotations: [Annotation] = [], summary: String = ""
    ) {
        self.id = id
        self.jobID = jobID
        self.name = name
        self.needs = needs
        self.tier = tier
        self.state = state
        self.conclusion = conclusion
        self.reason = reason
        self.voucher = voucher
        self.trace = trace
        self.environment = environment
        self.attempt = attempt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.steps = steps
        self.annotations = annotations
        self.summary = summary
    }

    var mark: Mark { Mark(job: state, conclusion) }
}
