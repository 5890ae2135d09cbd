import Core

/// `github.event` of a push, in GitHub's shape, made from what another forge says.
struct PushPayload {
    var ref: GitRef
    var before: CommitSHA?
    /// As the forge has it: of an annotated tag the tag object.
    var after: CommitSHA?
    /// The commit checked out, which ``after`` is too except for an annotated tag.
    var head: CommitSHA?
    var compare: String?
    /// In GitHub's shape.
    var commits: [Value] = []
    var repository: Value
    var pusher: ForgeUser
    var sender: Value

    /// `forced` is null: only git knows. `base_ref` is null: only GitHub tells.
    var value: Value {
        let headCommit = head.flatMap { head in commits.last { $0["id"]?.string?.lowercased() == head.hex } }
        return [
            "ref": .string(ref.name),
            "before": .string(Self.hex(before, beside: after)),
            "after": .string(Self.hex(after, beside: before)),
            "created": .bool(before == nil),
            "deleted": .bool(after == nil),
            "forced": nil,
            "base_ref": nil,
            "compare": .optional(compare),
            "commits": .array(commits),
            "head_commit": headCommit ?? nil,
            "repository": repository,
            "pusher": ["name": .string(pusher.login), "email": .optional(pusher.email)],
            "sender": sender
        ]
    }

    /// Zeros are as many as the repository's other names have digits.
    private static func hex(_ sha: CommitSHA?, beside other: CommitSHA?) -> String {
        sha?.hex ?? String(repeating: "0", count: (other ?? .zero).hex.count)
    }

    static func sender(_ user: ForgeUser, id: Value? = nil, avatar: String? = nil) -> Value {
        [
            "login": .string(user.login), "id": id ?? nil, "name": .optional(user.name),
            "email": .optional(user.email), "avatar_url": .optional(avatar), "type": "User"
        ]
    }
}

extension RepositoryIdentity {
    /// `github.event.repository`.
    func payload(description: String? = nil, isPrivate: Bool? = nil) -> Value {
        let https = cloneURLs.first { $0.hasPrefix("http") }
        let ssh = cloneURLs.first { !$0.hasPrefix("http") }
        return [
            "id": id.flatMap(Double.init).map(Value.number) ?? .optional(id),
            "name": .string(name),
            "full_name": .string(fullName),
            "owner": ["login": .string(owner), "name": .string(owner)],
            "private": isPrivate.map(Value.bool) ?? nil,
            "description": .optional(description),
            "html_url": .optional(webURL),
            "url": .optional(webURL),
            "clone_url": .optional(https),
            "ssh_url": .optional(ssh),
            "default_branch": .optional(defaultBranch),
            "master_branch": .optional(defaultBranch)
        ]
    }
}
