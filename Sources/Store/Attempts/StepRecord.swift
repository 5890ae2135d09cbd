public import Core

/// A step of an attempt.
public struct StepRecord: Hashable, Sendable, Codable {
    public var job: JobID
    public var attempt: Int
    public var index: Int
    public var name: String
    /// Before `continue-on-error`; nil while it runs.
    public var outcome: Conclusion?
    public var conclusion: Conclusion?
    public var exitCode: Int?
    public var signal: Int?
    public var reason: String?
    /// Its `if` as a whole, then the operands; nil when it has none.
    public var trace: [Operand]?
    public var startedAt: Timestamp
    public var finishedAt: Timestamp?

    public init(
        job: JobID, attempt: Int, index: Int, name: String, outcome: Conclusion?, conclusion: Conclusion?,
        exitCode: Int?, signal: Int?, reason: String?, trace: [Operand]? = nil, startedAt: Timestamp,
        finishedAt: Timestamp?
    ) {
        self.job = job
        self.attempt = attempt
        self.index = index
        self.name = name
        self.outcome = outcome
        self.conclusion = conclusion
        self.exitCode = exitCode
        self.signal = signal
        self.reason = reason
        self.trace = trace
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
