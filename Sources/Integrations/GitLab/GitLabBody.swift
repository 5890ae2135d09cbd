import Core

/// A body in GitLab's shape.
struct GitLabBody {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// Who caused the event: pushes and job events name them flatly, the others as `user`.
    var sender: ForgeUser? {
        if let user = fields.object("user") { return Self.user(user) }
        guard let login = fields.text("user_username") ?? fields.text("user_name") else { return nil }
        return ForgeUser(login: login, name: fields.text("user_name"), email: fields.text("user_email"))
    }

    static func user(_ user: Fields) -> ForgeUser? {
        let (login, name) = (user.text("username"), user.text("name"))
        guard login != nil || name != nil else { return nil }
        // GitLab writes this where an address is not public.
        let email = user.text("email").flatMap { $0 == "[REDACTED]" ? nil : $0 }
        return ForgeUser(login: login ?? "", name: name, email: email)
    }

    var repository: RepositoryIdentity? {
        fields.object("project").flatMap { project in
            project.text("path_with_namespace").map { identity(project, fullName: $0) }
        }
    }

    private func identity(_ project: Fields, fullName: String) -> RepositoryIdentity {
        RepositoryIdentity(
            fullName: fullName, id: project.identifier("id") ?? fields.identifier("project_id"),
            webURL: project.text("web_url") ?? project.text("homepage"),
            cloneURLs: [
                project.text("git_http_url") ?? project.text("http_url"),
                project.text("git_ssh_url") ?? project.text("ssh_url")
            ].compactMap(\.self),
            defaultBranch: project.text("default_branch"))
    }

    func push() throws(WebhookError) -> ForgeEvent {
        let ref = try fields.requiredRef("ref")
        let before = try fields.requiredCommit("before")
        let after = try fields.requiredCommit("after")
        guard before != nil || after != nil else {
            throw WebhookError(.wrongField, "'before' and 'after' are both zeros: the push moved nothing")
        }
        let project = try fields.requiredObject("project")
        let repository = identity(project, fullName: try project.requiredText("path_with_namespace"))
        // Of an annotated tag `after` is the tag object, `checkout_sha` what it points at.
        let head = after == nil ? nil : fields.commit("checkout_sha") ?? after
        let commits = fields.objects("commits")
        let author = commits.last { head != nil && $0.commit("id") == head }?.object("author")
        let user = sender ?? ForgeUser(login: "")
        let payload = PushPayload(
            ref: ref, before: before, after: after, head: head,
            compare: Self.compare(repository, before: before, after: after), commits: commits.map(Self.commit),
            repository: Self.payload(of: repository, project: project), pusher: user,
            sender: PushPayload.sender(user, id: fields.value["user_id"], avatar: fields.text("user_avatar")))
        return ForgeEvent(
            forge: .gitlab, kind: .push(ref: ref, before: before, after: head), repository: repository,
            sender: sender, author: author.flatMap(Self.user), payload: payload.value)
    }

    /// `github.event.repository`.
    static func payload(of repository: RepositoryIdentity, project: Fields?) -> Value {
        repository.payload(
            description: project?.text("description"),
            // 0 is private, 10 internal, 20 public.
            isPrivate: project?.integer("visibility_level").map { $0 < 20 })
    }

    private static func compare(_ repository: RepositoryIdentity, before: CommitSHA?, after: CommitSHA?) -> String? {
        guard let web = repository.webURL, let after else { return nil }
        guard let before else { return "\(web)/-/commit/\(after)" }
        return "\(web)/-/compare/\(before)...\(after)"
    }

    private static func commit(_ commit: Fields) -> Value {
        let author = commit.object("author")
        return [
            "id": .optional(commit.text("id")),
            "message": .optional(commit.text("message")),
            "timestamp": .optional(commit.text("timestamp")),
            "url": .optional(commit.text("url")),
            "author": ["name": .optional(author?.text("name")), "email": .optional(author?.text("email"))],
            "added": .array(commit.value["added"]?.array ?? []),
            "removed": .array(commit.value["removed"]?.array ?? []),
            "modified": .array(commit.value["modified"]?.array ?? [])
        ]
    }
}
