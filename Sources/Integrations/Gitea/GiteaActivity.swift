import Core
import OrderedCollections

/// An event of Gitea in GitHub's words. The bodies have GitHub's shape already; kinds and actions have names of their own.
struct GiteaActivity {
    /// As GitHub would call it; Gitea's own name where GitHub has none.
    let githubKind: String
    /// The body with GitHub's `action`.
    let payload: Value

    init(kind: String, body: Fields) {
        let action = body.text("action")
        githubKind = Self.kind(kind, isOfPullRequest: body.object("pull_request") != nil)
        guard let action, case .object(var members) = body.value else {
            payload = body.value
            return
        }
        members["action"] = .string(Self.action(action, of: kind))
        if kind.hasPrefix("pull_request"), let state = Self.reviewStates[kind], members["review"]?.object != nil {
            members["review"] = Self.adding("state", .string(state), to: members["review"])
        }
        payload = .object(members)
    }

    private static func kind(_ kind: String, isOfPullRequest: Bool) -> String {
        switch kind {
        case "pull_request_assign", "pull_request_label", "pull_request_milestone", "pull_request_sync",
            "pull_request_review_request":
            "pull_request"
        case "pull_request_approved", "pull_request_rejected", "pull_request_review_approved",
            "pull_request_review_rejected", "pull_request_review_comment":
            "pull_request_review"
        // A review that neither approves nor rejects comes under the name of a comment.
        case "pull_request_comment" where isOfPullRequest: "pull_request_review"
        case "pull_request_comment": "issue_comment"
        case "issue_assign", "issue_label", "issue_milestone": "issues"
        case "package": "registry_package"
        case "wiki": "gollum"
        default: kind
        }
    }

    private static let reviewStates = [
        "pull_request_approved": "approved", "pull_request_review_approved": "approved",
        "pull_request_rejected": "changes_requested", "pull_request_review_rejected": "changes_requested",
        "pull_request_comment": "commented", "pull_request_review_comment": "commented"
    ]

    private static func action(_ action: String, of kind: String) -> String {
        switch (kind, action) {
        case (_, "synchronized"): "synchronize"
        case (_, "label_updated"): "labeled"
        case (_, "label_cleared"): "unlabeled"
        case (_, "reviewed"): "submitted"
        case ("release", "updated"): "edited"
        default: action
        }
    }

    private static func adding(_ key: String, _ value: Value, to object: Value?) -> Value {
        guard case .object(var members)? = object else { return object ?? nil }
        members[key] = value
        return .object(members)
    }
}
