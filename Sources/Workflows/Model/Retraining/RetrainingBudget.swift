/// `retrain.budget`: how much training there may be in a stretch of time.
public struct RetrainingBudget: Hashable, Sendable {
    public enum Period: String, Hashable, Sendable, Codable, CaseIterable {
        case hour, day, week, month, year
    }

    /// `4/month`
    public struct Runs: Hashable, Sendable {
        public var count: Int
        public var period: Period

        public init(count: Int, period: Period) {
            self.count = count
            self.period = period
        }
    }

    /// `40h/month`
    public struct Compute: Hashable, Sendable {
        public var duration: Duration
        public var period: Period

        public init(duration: Duration, period: Period) {
            self.duration = duration
            self.period = period
        }
    }

    public var runs: Located<Runs>?
    public var compute: Located<Compute>?

    public init(runs: Located<Runs>? = nil, compute: Located<Compute>? = nil) {
        self.runs = runs
        self.compute = compute
    }
}
