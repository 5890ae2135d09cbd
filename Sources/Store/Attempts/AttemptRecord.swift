public import Core
public import JobProtocol

/// One try of a job.
public struct AttemptRecord: Hashable, Sendable, Codable {
    public var job: JobID
    /// From 1.
    public var number: Int
    /// The run's attempt that it belongs to.
    public var runAttempt: Int
    public var conclusion: Conclusion?
    public var reason: String?
    public var exitCode: Int?
    public var host: HostFacts?
    public var deployment: Deployment?
    /// The last fact of the journal that was applied; 0 = none.
    public var sequence: Int
    /// Where to read on in the journal, in bytes.
    public var journalOffset: Int64
    public var createdAt: Timestamp
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?

    public init(
        job: JobID, number: Int, runAttempt: Int, conclusion: Conclusion?, reason: String?, exitCode: Int?,
        host: HostFacts?, deployment: Deployment? = nil, sequence: Int, journalOffset: Int64, createdAt: Timestamp,
        startedAt: Timestamp?,
        finishedAt: Timestamp?
    ) {
        self.job = job
        self.number = number
        self.runAttempt = runAttempt
        self.conclusion = conclusion
        self.reason = reason
        self.exitCode = exitCode
        self.host = host
        self.deployment = deployment
        self.sequence = sequence
        self.journalOffset = journalOffset
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
