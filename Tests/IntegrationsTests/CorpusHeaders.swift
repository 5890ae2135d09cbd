import Core
import Integrations

/// Which headers the forge would have sent with a body of the corpora, which are bodies only.
enum CorpusHeaders {
    static func headers(of body: Value, _ item: Corpora.Case) -> [String: String] {
        let type = "application/json"
        switch item.forge {
        case .github: return ["X-GitHub-Event": item.kind ?? githubKind(body, .github), "Content-Type": type]
        case .gitea: return ["X-Gitea-Event": githubKind(body, .gitea), "Content-Type": type]
        case .gitlab: return ["X-Gitlab-Event": gitlabHook(body), "Content-Type": type]
        case .git: return [:]
        }
    }

    private static func githubKind(_ body: Value, _ forge: Forge) -> String {
        func has(_ key: String) -> Bool { body[key] != nil }
        if has("before"), has("ref") { return "push" }
        if has("ref_type") {
            let created = forge == .github ? has("master_branch") : !has("pusher_type") || has("sha")
            return created ? "create" : "delete"
        }
        if has("zen") { return "ping" }
        if has("comment") {
            return has("issue")
                ? "issue_comment" : has("pull_request") ? "pull_request_review_comment" : "commit_comment"
        }
        if has("review") { return forge == .github ? "pull_request_review" : "pull_request_approved" }
        let named = [
            "deployment_status", "deployment", "workflow_job", "workflow_run", "check_run", "check_suite",
            "merge_group",
            "pull_request", "release"
        ]
        return named.first(where: has) ?? (has("issue") ? "issues" : has("state") ? "status" : "repository")
    }

    private static func gitlabHook(_ body: Value) -> String {
        switch body["object_kind"]?.string {
        case "push": "Push Hook"
        case "tag_push": "Tag Push Hook"
        case "merge_request": "Merge Request Hook"
        case "note": "Note Hook"
        case "issue": "Issue Hook"
        case "release": "Release Hook"
        case "pipeline": "Pipeline Hook"
        case "build": "Job Hook"
        case "deployment": "Deployment Hook"
        case "wiki_page": "Wiki Page Hook"
        case let other: other ?? "Hook"
        }
    }
}
