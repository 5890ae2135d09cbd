public import Core

extension ForgeEvent {
    /// The pull request, release, comment, branch or commit that an event is about.
    public struct Subject: Hashable, Sendable {
        /// In GitHub's spelling: `opened`, `synchronize`, `closed`, `created`, …
        public var action: String?
        /// Of a pull request the one that holds its head. Unqualified where the forge doesn't say branch or tag.
        public var ref: GitRef?
        public var sha: CommitSHA?
        /// Of a pull request (merge request) or issue.
        public var number: Int?
        public var title: String?
        /// Who opened the pull request or issue, or made the release.
        public var author: ForgeUser?
        /// The branch a pull request comes from, and the one it goes to.
        public var sourceBranch: String?
        public var targetBranch: String?
        public var isMerged = false
        /// The commit that merged it.
        public var mergeSHA: CommitSHA?

        public init() {}

        var isEmpty: Bool { self == Subject() }
    }
}
