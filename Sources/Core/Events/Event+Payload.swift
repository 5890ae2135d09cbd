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

    /// The last commit of the pull request's own branch.
    public var headSHA: CommitSHA? { pullRequest?["head"]?["sha"]?.string.flatMap(CommitSHA.init) }
}
