public import Core

/// How a commit is laid out in a workspace.
public struct CheckoutOptions: Sendable {
    /// Removes what is not part of the commit, ignored files too, like `git clean -ffdx`. Otherwise only files that
    /// the previous checkout brought and this commit lacks go.
    public var clean = true
    /// The repository's own URL, written as `origin`; credentials in it are refused. nil: no remote.
    public var origin: String?
    /// How many commits of the history the workspace shows; nil = all of it. A cut history comes without other branches.
    public var depth: Int?
    /// Whether a workspace with a cut history has the tags.
    public var includesTags = false
    /// Which files are laid out; nil = all.
    public var sparse: SparseRules?
    /// Written into the workspace's configuration for each request to `origin`'s host. It is a secret.
    public var authorization: Secret?
    /// Submodules that are going to be checked out, with their URLs, for the workspace's configuration.
    public var submodules: [(name: String, url: RemoteURL)] = []
    /// The largest public ML repositories have about a tenth of it.
    public var mostFiles = 1_000_000
    /// Bytes of all files together; a tree of a few kilobytes can spell petabytes.
    public var mostBytes: Int64 = 64 << 30

    public init(clean: Bool = true, origin: String? = nil) {
        (self.clean, self.origin) = (clean, origin)
    }
}

/// What a checkout left in the workspace.
public struct CheckoutReport: Hashable, Sendable {
    public var commit: CommitSHA
    /// The branch HEAD is on; nil when it is detached.
    public var branch: GitRef?
    /// Files and links of the commit.
    public var files = 0
    /// How many of them had to be written; the others were there already.
    public var written = 0
    /// Untracked entries removed, each folder counted once.
    public var removed = 0
    /// Submodules: empty folders, their content is not fetched.
    public var submodules: [GitPath] = []
}
