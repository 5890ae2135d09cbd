public import Core

/// A job's place among the combinations of its matrix: the `strategy` context.
public struct JobStrategy: Hashable, Sendable, Codable {
    /// One failed combination cancels the others.
    public var failFast: Bool
    /// Counts from 0.
    public var index: Int
    public var total: Int
    /// How many combinations may run at a time; nil = all.
    public var maxParallel: Int?

    public init(failFast: Bool = true, index: Int = 0, total: Int = 1, maxParallel: Int? = nil) {
        self.failFast = failFast
        self.index = index
        self.total = total
        self.maxParallel = maxParallel
    }

    /// Of a job without a matrix.
    public static let single = JobStrategy()

    public var context: Value {
        [
            "fail-fast": .bool(failFast),
            "job-index": .number(Double(index)),
            "job-total": .number(Double(total)),
            "max-parallel": .number(Double(maxParallel ?? total))
        ]
    }
}
