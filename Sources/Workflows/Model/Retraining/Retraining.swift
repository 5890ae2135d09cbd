/// `retrain:`: a trigger of a training is a request, and this decides it.
public struct Retraining: Hashable, Sendable {
    /// What must hold of the new data.
    public enum Requirement: String, Hashable, Sendable, Codable, CaseIterable {
        case validData = "valid-data"
        case sameSchema = "same-schema"
        case notOutliers = "not-outliers"
        case newData = "new-data"
    }

    public enum Refusal: String, Hashable, Sendable, Codable, CaseIterable {
        case notify
        /// A person may approve it all the same.
        case propose
        case ignore
    }

    public var model: Located<String>
    public var dataset: Located<String>?
    public var requirements: [Located<Requirement>]
    /// Since the last training that succeeded.
    public var coolDown: Located<Duration>?
    public var budget: RetrainingBudget?
    /// nil = ``Refusal/notify``.
    public var onRefusal: Located<Refusal>?

    public init(
        model: Located<String>, dataset: Located<String>? = nil, requirements: [Located<Requirement>] = [],
        coolDown: Located<Duration>? = nil, budget: RetrainingBudget? = nil, onRefusal: Located<Refusal>? = nil
    ) {
        self.model = model
        self.dataset = dataset
        self.requirements = requirements
        self.coolDown = coolDown
        self.budget = budget
        self.onRefusal = onRefusal
    }
}
