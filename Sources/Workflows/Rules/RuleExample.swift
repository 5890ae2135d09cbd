/// A piece of a workflow that a rule is explained by.
public struct RuleExample: Sendable {
    /// Where the piece stands in a file.
    public enum Place: Sendable {
        case workflow, job, step
    }

    public var place: Place
    /// What the rule finds.
    public var wrong: String
    /// The same, mended.
    public var right: String

    init(_ place: Place, wrong: String, right: String) {
        self.place = place
        self.wrong = wrong
        self.right = right
    }
}
