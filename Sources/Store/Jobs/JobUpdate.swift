public import Core

/// The columns of a job that change. Attempts are counted by ``Writer/claimReady(limit:at:started:)`` alone.
public struct JobUpdate: Hashable, Sendable {
    public var id: JobID
    public var state: JobState
    public var conclusion: Conclusion?
    public var reason: String?
    /// nil keeps what there is.
    public var trace: String?
    public var outputs: [String: String]
    public var continueOnError: Bool
    public var retries: Int
    /// nil keeps what there is.
    public var readyAt: Timestamp?
    /// A retry waits until then; nil = it does not wait.
    public var notBefore: Timestamp?
    /// nil keeps what there is, which the journal's facts have set; a job that is blocked or ready has none.
    public var startedAt: Timestamp?
    /// Set exactly when `state` is completed.
    public var finishedAt: Timestamp?
    /// nil keeps what there is.
    public var name: String?
    /// nil = its supervisor has not been asked to end it.
    public var cancelReason: String?
    /// nil keeps what there is.
    public var plan: Plan?

    /// See ``NewJob``.
    public struct Plan: Hashable, Sendable {
        public var definition: String
        /// JSON.
        public var planned: String

        public init(definition: String, planned: String) {
            self.definition = definition
            self.planned = planned
        }
    }

    public init(
        id: JobID, state: JobState, conclusion: Conclusion?, reason: String?, trace: String? = nil,
        outputs: [String: String], continueOnError: Bool, retries: Int, readyAt: Timestamp? = nil,
        notBefore: Timestamp? = nil, startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil, name: String? = nil,
        cancelReason: String? = nil, plan: Plan? = nil
    ) {
        self.id = id
        self.state = state
        self.conclusion = conclusion
        self.reason = reason
        self.trace = trace
        self.outputs = outputs
        self.continueOnError = continueOnError
        self.retries = retries
        self.readyAt = readyAt
        self.notBefore = notBefore
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.name = name
        self.cancelReason = cancelReason
        self.plan = plan
    }
}
