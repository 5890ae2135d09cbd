/// The events of GitHub that may start a workflow and have nothing of their own but types of activity.
enum GitHubEvents {
    private static let comment = ["created", "edited", "deleted"]

    /// By name, with the types of activity; empty = the event has none.
    static let types: [String: [String]] = [
        "branch_protection_rule": ["created", "edited", "deleted"],
        "check_run": ["created", "rerequested", "completed", "requested_action"],
        "check_suite": ["completed", "requested", "rerequested"],
        "create": [], "delete": [], "deployment": [], "deployment_status": [],
        "discussion": [
            "created", "edited", "deleted", "transferred", "pinned", "unpinned", "labeled", "unlabeled", "locked",
            "unlocked", "category_changed", "answered", "unanswered"
        ],
        "discussion_comment": comment,
        "fork": [], "gollum": [],
        "image_version": ["created", "ready", "deleted"],
        "issue_comment": comment,
        "issues": [
            "opened", "edited", "deleted", "transferred", "pinned", "unpinned", "closed", "reopened", "assigned",
            "unassigned", "labeled", "unlabeled", "locked", "unlocked", "milestoned", "demilestoned", "typed",
            "untyped", "field_added", "field_removed"
        ],
        "label": comment,
        "member": ["added", "edited", "removed"],
        "merge_group": ["checks_requested", "destroyed"],
        "milestone": ["created", "closed", "opened", "edited", "deleted"],
        "page_build": [],
        "project": ["created", "updated", "closed", "reopened", "edited", "deleted"],
        "project_card": ["created", "moved", "converted", "edited", "deleted"],
        "project_column": ["created", "updated", "moved", "deleted"],
        "public": [],
        "pull_request_comment": comment,
        "pull_request_review": ["submitted", "edited", "dismissed"],
        "pull_request_review_comment": comment,
        "registry_package": ["published", "updated"],
        "release": ["published", "unpublished", "created", "edited", "deleted", "prereleased", "released"],
        "status": [],
        "watch": ["started"]
    ]

    static let pullRequestTypes = [
        "assigned", "unassigned", "labeled", "unlabeled", "opened", "edited", "closed", "reopened", "synchronize",
        "converted_to_draft", "ready_for_review", "locked", "unlocked", "enqueued", "dequeued", "milestoned",
        "demilestoned", "review_requested", "review_request_removed", "auto_merge_enabled", "auto_merge_disabled",
        "stacked"
    ]

    static let workflowRunTypes = ["requested", "in_progress", "completed"]
}
