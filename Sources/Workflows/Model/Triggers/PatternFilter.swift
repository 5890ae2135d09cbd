public import Core

/// `branches` or `branches-ignore`, and so on: GitHub allows only one of the two for a kind.
public struct PatternFilter: Hashable, Sendable {
    /// `-ignore`: what matches does not start the workflow.
    public var ignores: Bool
    /// In the file's order, which decides: a later `!pattern` takes back what an earlier pattern took.
    public var patterns: [Located<Glob>]

    public init(ignores: Bool = false, patterns: [Located<Glob>]) {
        self.ignores = ignores
        self.patterns = patterns
    }
}
