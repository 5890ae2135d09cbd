/// How something that ran ended. A final state, never changed afterwards.
public enum Conclusion: String, Hashable, Sendable, Codable, CaseIterable {
    case success
    /// Failed, but `continue-on-error` says that this is not the run's failure.
    case warning
    case failure
    case timedOut = "timed_out"
    case cancelled
    case skipped
    /// The supervisor died without a final word: nobody knows how the command would have ended.
    case lost
    /// We failed to set the job up, not the command.
    case setupFailure = "setup_failure"

    /// GitHub's four, as `needs.X.result` and `job.status` show them.
    public var result: String {
        switch self {
        case .success, .warning: "success"
        case .failure, .timedOut, .lost, .setupFailure: "failure"
        case .cancelled: "cancelled"
        case .skipped: "skipped"
        }
    }

    public var isFailure: Bool { result == "failure" }
}
