public import Core

/// How a step ended.
public struct StepResult: Hashable, Sendable, Codable {
    /// Where it stands among all that the job did: steps of the plan, and what ran before and after them.
    public var index: Int
    /// For a step that never started, and so has no `stepStarted`, too.
    public var name: String
    /// Before `continue-on-error` is applied; success, failure, timed_out, cancelled, skipped or setup_failure.
    public var outcome: Conclusion
    /// After it.
    public var conclusion: Conclusion
    public var exitCode: Int?
    /// The number of the signal that ended the process.
    public var signal: Int?
    /// For a person: why it was skipped, how it failed.
    public var reason: String?
    /// Its `if` as a whole, then the operands, redacted; nil when it has none.
    public var trace: [Operand]?

    private enum CodingKeys: String, CodingKey {
        case index, name, outcome, conclusion
        case exitCode = "exit_code"
        case signal, reason, trace
    }

    public init(
        index: Int, name: String = "", outcome: Conclusion, conclusion: Conclusion, exitCode: Int? = nil,
        signal: Int? = nil,
        reason: String? = nil, trace: [Operand]? = nil
    ) {
        self.index = index
        self.name = name
        self.outcome = outcome
        self.conclusion = conclusion
        self.exitCode = exitCode
        self.signal = signal
        self.reason = reason
        self.trace = trace
    }
}
