import Core

extension GitHubBody {
    /// An event that is no push, with what it is about as far as its body says.
    ///
    /// - Throws: ``WebhookError`` when it would start workflows and lacks what they cannot do without.
    func other(kind: String, forge: Forge) throws(WebhookError) -> ForgeEvent {
        let subject = subject(kind: kind)
        let event = ForgeEvent(
            forge: forge, kind: ForgeActivity.kind(kind).map(ForgeEvent.Kind.activity) ?? .ignored(kind: kind),
            subject: subject.isEmpty ? nil : subject, repository: repository, sender: sender,
            author: author(of: subject), payload: fields.value)
        _ = try event.checkedPlace()
        return event
    }

    private func subject(kind: String) -> ForgeEvent.Subject {
        var subject = ForgeEvent.Subject()
        subject.action = fields.text("action")
        subject.number = fields.integer("number")
        switch kind {
        case "create", "delete":
            subject.action = kind == "create" ? "created" : "deleted"
            subject.sha = fields.commit("sha")
            subject.ref = fields.text("ref").map { Self.ref($0, type: fields.text("ref_type")) }
        case "workflow_dispatch": subject.ref = fields.text("ref").map(GitRef.init)
        case "repository_dispatch": subject.ref = fields.text("branch").map(GitRef.branch)
        case "status":
            subject.sha = fields.commit("sha")
            subject.action = fields.text("state")
        default: break
        }
        if let request = fields.object("pull_request") { describe(pullRequest: request, in: &subject) }
        if let issue = fields.object("issue") {
            subject.number = issue.integer("number") ?? subject.number
            subject.title = issue.text("title")
            subject.author = Self.maker(of: issue)
        }
        if let release = fields.object("release") {
            subject.ref = release.text("tag_name").map(GitRef.tag)
            subject.title = release.text("name")
            subject.author = Self.maker(of: release)
        }
        if let deployment = fields.object("deployment") {
            subject.sha = deployment.commit("sha")
            subject.author = Self.maker(of: deployment)
            // A deployment's `ref` is a branch, a tag or a commit, and doesn't say which.
            subject.ref = deployment.text("ref").flatMap { CommitSHA($0) == nil ? GitRef($0) : nil }
        }
        if let group = fields.object("merge_group") {
            subject.sha = group.commit("head_sha")
            subject.ref = group.text("head_ref").map(GitRef.init)
            subject.targetBranch = group.text("base_ref").map { GitRef($0).short }
        }
        for key in ["workflow_run", "workflow_job", "check_run", "check_suite"] where kind == key {
            guard let run = fields.object(key) else { continue }
            subject.sha = run.commit("head_sha")
            subject.sourceBranch = run.text("head_branch") ?? run.object("check_suite")?.text("head_branch")
            subject.title = run.text("name")
        }
        if kind == "commit_comment", let comment = fields.object("comment") {
            subject.sha = comment.commit("commit_id")
        }
        return subject
    }

    private func describe(pullRequest request: Fields, in subject: inout ForgeEvent.Subject) {
        let number = request.integer("number") ?? subject.number
        subject.number = number
        subject.ref = number.map { GitRef("refs/pull/\($0)/head") }
        subject.title = request.text("title")
        subject.author = Self.maker(of: request)
        subject.isMerged = request.flag("merged")
        subject.mergeSHA = request.commit("merge_commit_sha")
        let (head, base) = (request.object("head"), request.object("base"))
        subject.sha = head?.commit("sha")
        subject.sourceBranch = head?.text("ref") ?? head?.text("label")
        subject.targetBranch = base?.text("ref") ?? base?.text("label")
    }

    /// Who wrote the comment or review, else whom the subject names, else the commit's author.
    private func author(of subject: ForgeEvent.Subject) -> ForgeUser? {
        let text = fields.object("comment") ?? fields.object("review")
        if let user = text?.object("user").flatMap(Self.user) ?? subject.author { return user }
        let event = fields.object("merge_group") ?? fields.object("workflow_run")
        return event?.object("head_commit")?.object("author").flatMap(Self.user)
    }

    /// Who made an object: `user`, of a release `author`, of a deployment `creator`.
    private static func maker(of object: Fields) -> ForgeUser? {
        (object.object("user") ?? object.object("author") ?? object.object("creator")).flatMap(user)
    }

    private static func ref(_ name: String, type: String?) -> GitRef {
        if name.hasPrefix("refs/") { return GitRef(name) }
        return switch type {
        case "branch": .branch(name)
        case "tag": .tag(name)
        default: GitRef(name)
        }
    }
}
