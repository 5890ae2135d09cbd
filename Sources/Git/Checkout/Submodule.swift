public import Core

/// A submodule of a commit.
public struct Submodule: Hashable, Sendable {
    public var name: String
    public var path: GitPath
    /// As written in `.gitmodules`; nil when it says nothing of this path.
    public var url: String?
    public var commit: CommitSHA
}
