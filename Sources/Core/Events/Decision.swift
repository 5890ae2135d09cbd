/// What one workflow did with one event: nothing is dropped in silence.
public struct Decision: Hashable, Sendable, Codable {
    public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        /// It runs.
        case matched
        /// A filter said no: ``Decision/rule`` says which, ``Decision/reason`` why.
        case filtered
        /// The file has errors: a failed run shows them.
        case invalid
        /// The event is not one the workflow listens to, or not one we know.
        case ignored
        /// The same event had been decided before.
        case duplicate
        /// A policy said no.
        case refused
    }

    /// Path of the workflow file; nil when the decision is about the event as a whole.
    public var workflow: String?
    public var verdict: Verdict
    /// One sentence for a person.
    public var reason: String
    /// The key that decided, as a path through the file: `on.push.branches`.
    public var rule: String?
    /// Where that key is.
    public var position: SourcePosition?

    public init(
        workflow: String?, verdict: Verdict, reason: String, rule: String? = nil, position: SourcePosition? = nil
    ) {
        self.workflow = workflow
        self.verdict = verdict
        self.reason = reason
        self.rule = rule
        self.position = position
    }
}
