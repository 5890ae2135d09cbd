import Core

/// A body in GitHub's shape, which Gitea's bodies have too.
struct GitHubBody {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// nil when the body names no repository, or names one that has no name.
    var repository: RepositoryIdentity? {
        guard let repository = fields.object("repository") else { return nil }
        return Self.identity(repository)
    }

    var sender: ForgeUser? { fields.object("sender").flatMap(Self.user) }

    static func identity(_ repository: Fields) -> RepositoryIdentity? {
        let owner = repository.object("owner")
        let ownerName = owner?.text("login") ?? owner?.text("username") ?? owner?.text("name")
        let fullName: String
        if let name = repository.text("full_name") {
            fullName = name
        } else if let ownerName, let name = repository.text("name") {
            fullName = ownerName + "/" + name
        } else {
            return nil
        }
        return RepositoryIdentity(
            fullName: fullName, id: repository.identifier("id"), webURL: repository.text("html_url"),
            cloneURLs: [repository.text("clone_url"), repository.text("ssh_url")].compactMap(\.self),
            defaultBranch: repository.text("default_branch") ?? repository.text("master_branch"))
    }

    /// An account, or what a commit says of its author; nil when it says neither a login nor a name.
    static func user(_ user: Fields) -> ForgeUser? {
        let login = user.text("login") ?? user.text("username")
        let name = user.text("full_name") ?? user.text("name")
        guard login != nil || name != nil else { return nil }
        return ForgeUser(login: login ?? "", name: name, email: user.text("email"))
    }

    func push(forge: Forge, payload: Value) throws(WebhookError) -> ForgeEvent {
        let ref = try fields.requiredRef("ref")
        let before = try fields.requiredCommit("before")
        let after = try fields.requiredCommit("after")
        guard before != nil || after != nil else {
            throw WebhookError(.wrongField, "'before' and 'after' are both zeros: the push moved nothing")
        }
        guard let repository = Self.identity(try fields.requiredObject("repository")) else {
            throw try fields.requiredObject("repository").complaint("full_name", wanted: "a text")
        }
        let head = fields.object("head_commit")
        // Of an annotated tag `after` is the tag object, `head_commit` what it points at.
        let commit = ref.tag == nil || after == nil ? after : head?.commit("id") ?? after
        return ForgeEvent(
            forge: forge, kind: .push(ref: ref, before: before, after: commit), repository: repository,
            sender: sender ?? fields.object("pusher").flatMap(Self.user),
            author: head?.object("author").flatMap(Self.user), payload: payload)
    }
}
