public import Core

/// How a step ended.
public struct StepResult: Hashable, Sendable, Codable {
    public var index: Int
    /// Before `continue-on-error` is applied; success, failure, timed_out, cancelled or skipped.
    public var outcome: Conclusion
    /// After it.
    public var conclusion: Conclusion
    public var exitCode: Int?
    /// The number of the signal that ended the process.
    public var signal: Int?
    /// For a person: why it was skipped, how it failed.
    public var reason: String?

    private enum CodingKeys: String, CodingKey {
        case index, outcome, conclusion
        case exitCode = "exit_code"
        case signal, reason
    }

    public init(
        index: Int, outcome: Conclusion, conclusion: Conclusion, exitCode: Int? = nil, signal: Int? = nil,
        reason: String? = nil
    ) {
        self.index = index
        self.outcome = outcome
        self.conclusion = conclusion
        self.exitCode = exitCode
        self.signal = signal
        self.reason = reason
    }
}
