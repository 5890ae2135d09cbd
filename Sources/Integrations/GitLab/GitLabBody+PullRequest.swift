import Core
import OrderedCollections

extension GitLabBody {
    /// `github.event.pull_request` and what stands beside it, from a merge request.
    func describe(
        mergeRequest request: Fields?, event: ForgeEvent, in members: inout OrderedDictionary<String, Value>
    ) {
        guard let request else { return }
        let subject = event.subject
        let state = request.text("state")
        members["number"] = request.value["iid"] ?? nil
        if let changes = fields.object("changes") { members["changes"] = Self.changes(changes) }
        if subject?.action == "synchronize" {
            members["before"] = .optional(request.text("oldrev"))
            members["after"] = .optional(subject?.sha?.hex)
        }
        members["pull_request"] = [
            "id": request.value["id"] ?? nil, "number": request.value["iid"] ?? nil,
            "title": .optional(request.text("title")), "body": .optional(request.text("description")),
            "state": .string(state == "opened" || state == "locked" ? "open" : "closed"),
            "draft": .bool(request.flag("draft") || request.flag("work_in_progress")),
            "merged": .bool(state == "merged"),
            "merge_commit_sha": .optional(request.text("merge_commit_sha")),
            "mergeable": Self.mergeable(request.text("merge_status")),
            "html_url": .optional(request.text("url")), "user": Self.account(subject?.author), "labels": labels,
            "assignees": people("assignees"), "requested_reviewers": people("reviewers"),
            "created_at": .optional(request.text("created_at")), "updated_at": .optional(request.text("updated_at")),
            "head": Self.end(
                branch: subject?.sourceBranch, sha: subject?.sha, project: request.object("source")),
            "base": Self.end(branch: subject?.targetBranch, sha: nil, project: request.object("target"))
        ]
    }

    private static func end(branch: String?, sha: CommitSHA?, project: Fields?) -> Value {
        let path = project?.text("path_with_namespace")
        let owner = path.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } }
        let label = branch.map { branch in owner.map { "\($0):\(branch)" } ?? branch }
        return [
            "ref": .optional(branch), "sha": .optional(sha?.hex), "label": .optional(label),
            "repo": project.map { project in
                [
                    "full_name": .optional(path), "name": .optional(path?.split(separator: "/").last.map(String.init)),
                    "clone_url": .optional(project.text("git_http_url") ?? project.text("http_url")),
                    "default_branch": .optional(project.text("default_branch"))
                ]
            } ?? nil
        ]
    }

    /// nil while GitLab has not found out.
    private static func mergeable(_ status: String?) -> Value {
        switch status {
        case "can_be_merged": true
        case "cannot_be_merged": false
        default: nil
        }
    }

    /// GitHub tells what was there before, for title, body and base.
    private static func changes(_ changes: Fields) -> Value {
        var members: OrderedDictionary<String, Value> = [:]
        for (theirs, ours) in [("title", "title"), ("description", "body")] {
            if let change = changes.object(theirs) { members[ours] = ["from": change.value["previous"] ?? nil] }
        }
        if let change = changes.object("target_branch") {
            members["base"] = ["ref": ["from": change.value["previous"] ?? nil]]
        }
        return .object(members)
    }

    private func people(_ key: String) -> Value {
        .array(fields.objects(key).map { Self.account(Self.user($0)) })
    }
}
