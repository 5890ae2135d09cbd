extension RunMachine {
    /// What the machine knows of a job.
    public struct Job: Hashable, Sendable {
        /// Unique in the run: the job id, with the number of the matrix combination if there are several.
        public var key: String
        /// The job id in the workflow file; all combinations of a matrix share it.
        public var id: String
        /// Job ids.
        public var needs: [String]
        public var state: JobState
        /// Set exactly when `state` is completed.
        public var conclusion: Conclusion?
        /// A sentence, when the conclusion is not success.
        public var reason: String?
        /// The latest attempt's number; 0 = none yet.
        public var attempt: Int
        /// Automatic retries there have been since a person last asked for the job.
        public var retries: Int
        public var retryPolicy: RetryPolicy
        public var continuesOnError: Bool
        /// Another combination's failure cancels this one.
        public var failsFast: Bool
        /// How many combinations of this job id may be under way at once.
        public var maxParallel: Int?
        /// Its matrix comes from the jobs it needs; it is replaced by its combinations when those are over.
        public var isDeferred: Bool
        /// A deferred job that has been replaced: it no longer counts.
        public var isExpanded: Bool
        /// Skipped because an earlier commit vouches for it: those who need it see a success.
        public var isVouched: Bool
        /// Why its supervisor has been asked to end it; nil while it has not. Whatever comes of that is final.
        public var cancelReason: String?
        /// It has no steps: it runs the jobs of another workflow, and is `running`, without attempts, until they are over.
        public var isCall: Bool
        /// The key of the call that this job belongs to; nil = a job of the run's own workflow.
        public var caller: String?
        /// Of a call that has to wait for its turn: the jobs that it will bring.
        public internal(set) var callees: [Job] = []
        /// May run, but ``maxParallel`` holds it back.
        public internal(set) var isHeld = false
        /// It has a concurrency group: found out anew with each answer to its `if`.
        public internal(set) var isInGroup = false
        /// May run as far as its run is concerned, and is lined up in its concurrency group.
        public internal(set) var isQueued = false
        /// Of a call: what it hands on has been asked for and not answered.
        public internal(set) var isSettling = false
        /// Its `if` let it go; a cancel asks again whether it goes on.
        public var isDecided: Bool { state != .blocked || isHeld || isQueued }
        /// `if` has been asked for and not answered.
        public internal(set) var isUndecided = false

        public init(
            key: String, id: String, needs: [String] = [], state: JobState = .blocked, conclusion: Conclusion? = nil,
            reason: String? = nil, attempt: Int = 0, retries: Int = 0, retryPolicy: RetryPolicy = .machinery,
            continuesOnError: Bool = false, failsFast: Bool = false, maxParallel: Int? = nil,
            isDeferred: Bool = false, isExpanded: Bool = false, isVouched: Bool = false, cancelReason: String? = nil,
            isCall: Bool = false, caller: String? = nil
        ) {
            self.key = key
            self.id = id
            self.needs = needs
            self.state = state
            self.conclusion = conclusion
            self.reason = reason
            self.attempt = attempt
            self.retries = retries
            self.retryPolicy = retryPolicy
            self.continuesOnError = continuesOnError
            self.failsFast = failsFast
            self.maxParallel = maxParallel
            self.isDeferred = isDeferred
            self.isExpanded = isExpanded
            self.isVouched = isVouched
            self.cancelReason = cancelReason
            self.isCall = isCall
            self.caller = caller
        }

        /// `needs.X.result` of this job alone.
        public var result: String? { isVouched && conclusion == .skipped ? "success" : conclusion?.result }
    }
}
