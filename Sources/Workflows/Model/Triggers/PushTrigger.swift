/// `on.push` with its filters. nil = the filter is absent, which differs from an empty list.
public struct PushTrigger: Hashable, Sendable {
    public var branches: PatternFilter?
    public var tags: PatternFilter?
    public var paths: PatternFilter?

    public init(branches: PatternFilter? = nil, tags: PatternFilter? = nil, paths: PatternFilter? = nil) {
        self.branches = branches
        self.tags = tags
        self.paths = paths
    }
}
