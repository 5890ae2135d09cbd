import Expressions

/// What of an event its sender chooses freely: GitHub's list for hardening workflows.
enum UntrustedInput {
    /// `*` stands for any index of a list.
    private static let paths: [[Substring]] = [
        "head_ref", "event.comment.body", "event.review.body", "event.review_comment.body", "event.issue.title",
        "event.issue.body", "event.pull_request.title", "event.pull_request.body", "event.pull_request.head.ref",
        "event.pull_request.head.label", "event.pull_request.head.repo.default_branch", "event.discussion.title",
        "event.discussion.body", "event.discussion_comment.body", "event.head_commit.message",
        "event.head_commit.author.email", "event.head_commit.author.name", "event.head_commit.committer.email",
        "event.head_commit.committer.name", "event.commits.*.message", "event.commits.*.author.email",
        "event.commits.*.author.name", "event.commits.*.committer.email", "event.commits.*.committer.name",
        "event.pages.*.page_name", "event.workflow_run.head_branch", "event.workflow_run.display_title",
        "event.workflow_run.head_commit.message", "event.workflow_run.head_commit.author.email",
        "event.workflow_run.head_commit.author.name", "event.workflow_run.pull_requests.*.head.ref"
    ].map { $0.split(separator: ".") }

    enum Verdict {
        /// The text itself.
        case text
        /// An object that holds such texts, written out by `toJSON`.
        case holdsText
    }

    static func verdict(on source: Source) -> Verdict? {
        guard source.context == "github" else { return nil }
        let path = source.path.map { $0?.lowercased() }
        for untrusted in paths where zip(path, untrusted).allSatisfy({ fits($0, $1) }) {
            if path.count == untrusted.count { return .text }
            if source.isWhole, path.count < untrusted.count { return .holdsText }
        }
        return nil
    }

    /// As somebody would write it.
    static func name(of source: Source) -> String {
        ([source.context] + source.path.map { $0 ?? "*" }).joined(separator: ".")
    }

    private static func fits(_ written: String?, _ listed: Substring) -> Bool {
        guard let written, listed != "*" else { return true }
        return written == listed
    }
}
