import Core

/// The kinds of `on:` that a forge's webhook brings under GitHub's name, besides `push`.
enum ForgeActivity {
    /// - Parameter name: `X-GitHub-Event`.
    /// - Returns: nil for what starts no workflow on GitHub, and for what the forge's own CI does there
    ///   (`workflow_run`, `workflow_dispatch`): runs of another engine must not start ours a second time.
    static func kind(_ name: String) -> EventKind? {
        names.contains(name) ? EventKind(rawValue: name) : nil
    }

    private static let names: Set<String> = [
        "branch_protection_rule", "check_run", "check_suite", "create", "delete", "deployment", "deployment_status",
        "discussion", "discussion_comment", "fork", "gollum", "issue_comment", "issues", "label", "merge_group",
        "milestone", "page_build", "project", "project_card", "project_column", "public", "pull_request",
        "pull_request_review", "pull_request_review_comment", "registry_package", "release", "repository_dispatch",
        "status", "watch"
    ]
}
