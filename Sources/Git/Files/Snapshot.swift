public import Core

/// A working tree as a commit.
public struct Snapshot: Hashable, Sendable {
    /// HEAD's own commit when nothing is changed.
    public var commit: CommitSHA
    /// What HEAD named; nil in a repository without a commit.
    public var base: CommitSHA?
    /// The branch that HEAD is on; nil when it is detached.
    public var branch: GitRef?
    /// Paths that differ from HEAD, sorted.
    public var changed: [GitPath]
    /// Paths that git could not record, each with the reason: a nested repository, a pipe.
    public var leftOut: [String]
}
