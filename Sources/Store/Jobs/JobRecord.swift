public import Core

/// A job's row.
public struct JobRecord: Hashable, Sendable, Codable {
    public var id: JobID
    public var run: RunID
    /// Unique in the run.
    public var key: String
    /// The id in the workflow file.
    public var jobID: String
    public var name: String
    public var position: Int
    public var state: JobState
    public var conclusion: Conclusion?
    /// The latest attempt; 0 = none yet.
    public var attempt: Int
    public var retries: Int
    public var tier: String?
    /// Digest of what it does.
    public var definition: String
    /// JSON.
    public var planned: String
    public var reason: String?
    /// Why its `if` said what it said: JSON.
    public var trace: String?
    public var outputs: [String: String]
    public var continueOnError: Bool
    /// Deferred: its combinations replace it.
    public var isTemplate: Bool
    public var readyAt: Timestamp?
    /// A retry waits until then.
    public var notBefore: Timestamp?
    /// Of the latest attempt.
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    /// Why its supervisor has been asked to end it.
    public var cancelReason: String?
    /// The concurrency group it had to enter.
    public var concurrencyGroup: String?

    public init(
        id: JobID, run: RunID, key: String, jobID: String, name: String, position: Int, state: JobState,
        conclusion: Conclusion?, attempt: Int, retries: Int, tier: String?, definition: String, planned: String,
        reason: String?, trace: String?, outputs: [String: String], continueOnError: Bool, isTemplate: Bool,
        readyAt: Timestamp?, notBefore: Timestamp?, startedAt: Timestamp?, finishedAt: Timestamp?,
        cancelReason: String? = nil, concurrencyGroup: String? = nil
    ) {
        self.id = id
        self.run = run
        self.key = key
        self.jobID = jobID
        self.name = name
        self.position = position
        self.state = state
        self.conclusion = conclusion
        self.attempt = attempt
        self.retries = retries
        self.tier = tier
        self.definition = definition
        self.planned = planned
        self.reason = reason
        self.trace = trace
        self.outputs = outputs
        self.continueOnError = continueOnError
        self.isTemplate = isTemplate
        self.readyAt = readyAt
        self.notBefore = notBefore
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.cancelReason = cancelReason
        self.concurrencyGroup = concurrencyGroup
    }
}
