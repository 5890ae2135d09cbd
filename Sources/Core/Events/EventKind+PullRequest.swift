extension EventKind {
    /// About a pull request and run on what it would bring: GitHub's `refs/pull/N/merge`.
    public var isOfPullRequest: Bool {
        self == .pullRequest || rawValue == "pull_request_review" || rawValue == "pull_request_review_comment"
    }
}
