extension Event {
    /// The activity type, as `types:` names it.
    public var action: String? { payload["action"]?.string }

    /// `github.event.pull_request`.
    public var pullRequest: Value? {
        guard let request = payload["pull_request"], request.object != nil else { return nil }
        return request
    }

    /// The branch that a pull request goes to.
    public var baseBranch: String? { pullRequest?["base"]?["ref"]?.string }

    /// The branch that a pull request comes from; it may be of another repository.
    public var headBranch: String? { pullRequest?["head"]?["ref"]?.string }

    /// Runs what somebody wrote who may be a stranger: a pull request, or a review of one, whose head is in another
    /// repository than its base. A head that cannot be told, or whose repository is gone, counts as one from elsewhere.
    ///
    /// `pull_request_target` and comments run what the default branch has, whoever they come from.
    public var isFromFork: Bool {
        guard kind.isOfPullRequest else { return false }
        func repository(_ side: String) -> String? { pullRequest?[side]?["repo"]?["full_name"]?.string }
        guard let head = repository("head"), let base = repository("base"), head == base else { return true }
        // Forgejo's AGit: pushed to the base's own repository by somebody who may only read it.
        return pullRequest?["flow"]?.number == 1
    }

    /// The last commit of the pull request's own branch.
    public var headSHA: CommitSHA? { pullRequest?["head"]?["sha"]?.string.flatMap(CommitSHA.init) }
}
