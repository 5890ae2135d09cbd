/// `on.pull_request` and `on.pull_request_target`. nil = the filter is absent.
public struct PullRequestTrigger: Hashable, Sendable {
    /// What happened to the request: `opened`, `labeled`, …
    public var types: [Located<String>]?
    /// Against the name of the branch that the request wants to go into.
    public var branches: PatternFilter?
    /// Against what the request changes since the merge base.
    public var paths: PatternFilter?

    /// What `types` is when it is absent.
    public static let defaultTypes = ["opened", "synchronize", "reopened"]

    public init(types: [Located<String>]? = nil, branches: PatternFilter? = nil, paths: PatternFilter? = nil) {
        self.types = types
        self.branches = branches
        self.paths = paths
    }
}
