/// Which files an event changed, and against what that was found out.
public struct ChangedPaths: Hashable, Sendable, Codable {
    public var paths: PathIndex
    /// The other side of the comparison, for a person: `abc1234`, or `the merge base with main, abc1234`.
    public var base: String

    public init(_ paths: PathIndex, since base: String) {
        self.paths = paths
        self.base = base
    }
}
