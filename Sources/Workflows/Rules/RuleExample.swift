/// A piece of a workflow that a rule is explained by.
public struct RuleExample: Sendable {
    /// Where the piece stands in a file.
    public enum Place: Sendable {
        case workflow, job, step
    }

    /// Another file of the repository that the example is about.
    public struct Companion: Sendable {
        public var path: String
        public var text: String
    }

    public var place: Place
    /// What the rule finds.
    public var wrong: String
    /// The same, mended.
    public var right: String
    public var companion: Companion?

    init(_ place: Place, wrong: String, right: String, beside companion: Companion? = nil) {
        self.place = place
        self.wrong = wrong
        self.right = right
        self.companion = companion
    }
}
