/// When a job that did not succeed is tried again by itself, as a new attempt beside the old one.
public struct RetryPolicy: Hashable, Sendable, Codable {
    public enum Cause: Hashable, Sendable, Codable {
        case conclusion(Conclusion)
        case exitCode(Int)
    }

    /// Retries after the first attempt.
    public var maximum: Int
    public var causes: [Cause]
    public var backoff: Duration

    public init(maximum: Int, causes: [Cause], backoff: Duration) {
        self.maximum = maximum
        self.causes = causes
        self.backoff = backoff
    }

    /// What a job without `retry:` gets: one more try when the machinery failed, none when the command did.
    public static let machinery = RetryPolicy(
        maximum: 1, causes: [.conclusion(.lost), .conclusion(.setupFailure)], backoff: .zero)

    public static let never = RetryPolicy(maximum: 0, causes: [], backoff: .zero)

    /// - Parameter retries: how many retries there have been.
    public func allows(retryOf conclusion: Conclusion, exitCode: Int?, after retries: Int) -> Bool {
        guard retries < maximum else { return false }
        return causes.contains { cause in
            switch cause {
            case .conclusion(let expected): expected == conclusion
            case .exitCode(let expected): conclusion == .failure && expected == exitCode
            }
        }
    }
}
