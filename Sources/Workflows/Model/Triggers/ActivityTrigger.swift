public import Core

/// An event of `on` that has only types of activity, or nothing at all: `release`, `create`, `issues`, …
public struct ActivityTrigger: Hashable, Sendable {
    /// nil = every type that the event has.
    public var types: [Located<String>]?
    /// Of `merge_group`: against the branch that the group goes into.
    public var branches: PatternFilter?
    /// Of `image_version`.
    public var names: [Located<Glob>]?
    /// Of `image_version`.
    public var versions: [Located<Glob>]?

    public init(
        types: [Located<String>]? = nil, branches: PatternFilter? = nil, names: [Located<Glob>]? = nil,
        versions: [Located<Glob>]? = nil
    ) {
        self.types = types
        self.branches = branches
        self.names = names
        self.versions = versions
    }
}
