import Expressions

/// What of an event its sender chooses freely: GitHub's list for hardening workflows.
enum UntrustedInput {
    private static let paths: Set<String> = [
        "head_ref", "event.comment.body", "event.review.body", "event.review_comment.body", "event.issue.title",
        "event.issue.body", "event.pull_request.title", "event.pull_request.body", "event.pull_request.head.ref",
        "event.pull_request.head.label", "event.pull_request.head.repo.default_branch", "event.discussion.title",
        "event.discussion.body", "event.head_commit.message", "event.head_commit.author.email",
        "event.head_commit.author.name", "event.head_commit.committer.email", "event.head_commit.committer.name",
        "event.workflow_run.head_branch", "event.workflow_run.display_title", "event.workflow_run.head_commit.message",
        "event.workflow_run.head_commit.author.email", "event.workflow_run.head_commit.author.name",
        // A reference ends before its first '*'; of these lists, everything a script could want is free text.
        "event.commits", "event.pages"
    ]

    private static let listed: [String: Set<String>] = [
        "commits": ["message", "email", "name"], "pages": ["page_name"]
    ]

    static func contains(_ reference: Reference) -> Bool {
        guard reference.context == "github" else { return false }
        let path = reference.path.map { $0.lowercased() }
        if paths.contains(path.joined(separator: ".")) { return true }
        // event.commits[0].message
        guard path.count > 3, path[0] == "event", let last = path.last else { return false }
        return listed[path[1]]?.contains(last) ?? false
    }
}
