public import Core

/// A job to be made for a run.
public struct NewJob: Hashable, Sendable {
    /// Unique in the run.
    public var key: String
    /// The id in the workflow file; the combinations of a matrix share it.
    public var jobID: String
    public var name: String
    /// Where it stands in its run; nil = behind those there are.
    public var position: Int?
    public var state: JobState
    public var conclusion: Conclusion?
    public var tier: String?
    /// Digest of what it does.
    public var definition: String
    /// JSON.
    public var planned: String
    public var reason: String?
    /// JSON.
    public var trace: String?
    public var continueOnError: Bool
    /// Will be replaced by its combinations.
    public var isTemplate: Bool
    /// Runs the jobs of another workflow, and has no attempts of its own.
    public var isCall: Bool
    /// Set when `state` is ready.
    public var readyAt: Timestamp?
    /// Set when `state` is completed.
    public var finishedAt: Timestamp?

    public init(
        key: String, jobID: String, name: String, position: Int? = nil, state: JobState = .blocked,
        conclusion: Conclusion? = nil, tier: String? = nil, definition: String, planned: String,
        reason: String? = nil, trace: String? = nil, continueOnError: Bool = false, isTemplate: Bool = false,
        isCall: Bool = false, readyAt: Timestamp? = nil, finishedAt: Timestamp? = nil
    ) {
        self.key = key
        self.jobID = jobID
        self.name = name
        self.position = position
        self.state = state
        self.conclusion = conclusion
        self.tier = tier
        self.definition = definition
        self.planned = planned
        self.reason = reason
        self.trace = trace
        self.continueOnError = continueOnError
        self.isTemplate = isTemplate
        self.isCall = isCall
        self.readyAt = readyAt
        self.finishedAt = finishedAt
    }
}
