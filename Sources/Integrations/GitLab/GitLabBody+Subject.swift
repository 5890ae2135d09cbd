import Core

extension GitLabBody {
    /// An event that is no push, with what it is about as far as its body says.
    ///
    /// - Throws: ``WebhookError`` when it would start workflows and lacks what they cannot do without.
    func other(hook: String) throws(WebhookError) -> ForgeEvent {
        let subject = subject(hook: hook)
        let name = kind(hook: hook)
        var event = ForgeEvent(
            forge: .gitlab, kind: .ignored(kind: name), subject: subject.isEmpty ? nil : subject,
            repository: repository, sender: sender, author: author(hook: hook, subject: subject), payload: fields.value)
        guard let kind = ForgeActivity.kind(name) else { return event }
        event.kind = .activity(kind)
        event.payload = payload(of: kind, event: event)
        _ = try event.checkedPlace()
        return event
    }

    /// GitLab's name of a hook in the spelling of `on:`.
    private func kind(hook: String) -> String {
        switch hook {
        case "Merge Request Hook":
            Self.reviews[attributes?.text("action") ?? ""] == nil ? "pull_request" : "pull_request_review"
        case "Issue Hook", "Confidential Issue Hook", "Work Item Hook": "issues"
        case "Release Hook": "release"
        case "Pipeline Hook": "workflow_run"
        case "Job Hook": "workflow_job"
        case "Deployment Hook": "deployment_status"
        case "Wiki Page Hook": "gollum"
        case "Note Hook", "Confidential Note Hook":
            switch attributes?.text("noteable_type") {
            case "Commit": "commit_comment"
            case "MergeRequest" where attributes?.object("position") != nil: "pull_request_review_comment"
            case "MergeRequest", "Issue": "issue_comment"
            default: hook
            }
        default: hook
        }
    }

    var attributes: Fields? { fields.object("object_attributes") }

    private func subject(hook: String) -> ForgeEvent.Subject {
        var subject = ForgeEvent.Subject()
        subject.action = action
        switch hook {
        case "Merge Request Hook": describe(mergeRequest: attributes, in: &subject)
        case "Issue Hook", "Confidential Issue Hook", "Work Item Hook":
            subject.number = attributes?.integer("iid")
            subject.title = attributes?.text("title")
            subject.author = maker(of: attributes)
        case "Note Hook", "Confidential Note Hook":
            subject.action = Self.actions[attributes?.text("action") ?? "create"]
            if let request = fields.object("merge_request") {
                describe(mergeRequest: request, in: &subject)
            } else if let issue = fields.object("issue") {
                subject.number = issue.integer("iid")
                subject.title = issue.text("title")
                subject.author = maker(of: issue)
            } else {
                subject.sha = attributes?.commit("commit_id") ?? fields.object("commit")?.commit("id")
            }
        case "Release Hook":
            subject.action = Self.releaseActions[fields.text("action") ?? ""]
            subject.ref = fields.text("tag").map(GitRef.tag)
            subject.title = fields.text("name")
            subject.sha = fields.object("commit")?.commit("id")
        case "Pipeline Hook":
            subject.sha = attributes?.commit("sha")
            subject.ref = attributes?.text("ref").map { attributes?.flag("tag") == true ? .tag($0) : .branch($0) }
            subject.action = attributes?.text("status")
        case "Job Hook":
            subject.sha = fields.commit("sha")
            subject.ref = fields.text("ref").map { fields.flag("tag") ? .tag($0) : .branch($0) }
            subject.action = fields.text("build_status")
        case "Deployment Hook":
            subject.ref = fields.text("ref").map(GitRef.init)
            subject.action = fields.text("status")
        default: break
        }
        return subject
    }

    private func describe(mergeRequest request: Fields?, in subject: inout ForgeEvent.Subject) {
        subject.number = request?.integer("iid")
        subject.title = request?.text("title")
        subject.author = maker(of: request)
        subject.ref = subject.number.map { GitRef("refs/merge-requests/\($0)/head") }
        subject.sha = request?.object("last_commit")?.commit("id")
        subject.sourceBranch = request?.text("source_branch")
        subject.targetBranch = request?.text("target_branch")
        subject.isMerged = request?.text("state") == "merged"
        subject.mergeSHA = request?.commit("merge_commit_sha")
    }

    /// What was done, in GitHub's words. An update of a merge request brought commits when it has an `oldrev`.
    private var action: String? {
        guard let action = attributes?.text("action") else { return nil }
        if let review = Self.reviews[action] { return review }
        guard action == "update" else { return Self.actions[action] ?? action }
        if attributes?.text("oldrev") != nil { return "synchronize" }
        return changedPart ?? "edited"
    }

    /// GitLab tells of everything that one click changed at once; GitHub has an action for each, of which the first is taken.
    private var changedPart: String? {
        guard let changes = fields.object("changes") else { return nil }
        if let draft = changes.object("draft") ?? changes.object("work_in_progress") {
            return draft.flag("current") ? "converted_to_draft" : "ready_for_review"
        }
        for (key, grown, shrunk) in Self.listedParts {
            guard let change = changes.object(key) else { continue }
            let (before, after) = (change.value["previous"]?.array ?? [], change.value["current"]?.array ?? [])
            return after.count < before.count ? shrunk : grown
        }
        return nil
    }

    private static let listedParts = [
        ("labels", "labeled", "unlabeled"), ("assignees", "assigned", "unassigned"),
        ("reviewers", "review_requested", "review_request_removed")
    ]

    /// Actions of a merge request that GitHub tells of as reviews. `approval` is one of several that are needed.
    private static let reviews = [
        "approved": "submitted", "approval": "submitted", "unapproved": "dismissed", "unapproval": "dismissed"
    ]

    private static let actions = [
        "open": "opened", "close": "closed", "reopen": "reopened", "merge": "closed", "update": "edited",
        "create": "created", "delete": "deleted"
    ]

    /// A release of GitLab is public from the start.
    private static let releaseActions = ["create": "published", "update": "edited", "delete": "deleted"]

    /// Who wrote the comment, else whom the subject names, else the commit's author.
    private func author(hook: String, subject: ForgeEvent.Subject) -> ForgeUser? {
        if hook.hasSuffix("Note Hook") { return sender }
        if let author = subject.author { return author }
        return fields.object("commit")?.object("author").flatMap(Self.user)
    }

    /// GitLab tells the author of a merge request or issue by number only: a name is known when that is the sender's.
    /// Old versions don't tell the sender's number; there the sender stands for the author.
    private func maker(of object: Fields?) -> ForgeUser? {
        guard let author = object?.integer("author_id") else { return nil }
        let user = fields.object("user")
        return (user?.integer("id") ?? author) == author ? sender : nil
    }
}
