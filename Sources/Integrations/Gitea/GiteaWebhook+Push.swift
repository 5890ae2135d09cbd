import Core

extension GiteaWebhook {
    /// Gitea's push names `pusher` and `compare_url` otherwise than GitHub and leaves out what follows from the commits.
    static func pushPayload(_ body: Fields, event: ForgeEvent) throws(WebhookError) -> Value {
        guard case .push(let ref, let before, let head) = event.kind, let repository = event.repository else {
            return body.value
        }
        let source = body.object("repository")
        let pusher = body.object("pusher").flatMap(GitHubBody.user) ?? event.sender
        let sender = body.object("sender")
        let user = event.sender ?? ForgeUser(login: "")
        return PushPayload(
            ref: ref, before: before, after: try body.requiredCommit("after"), head: head,
            compare: body.text("compare_url"), commits: body.objects("commits").map(commit),
            repository: repository.payload(
                description: source?.text("description"), isPrivate: source?.value["private"]?.bool),
            pusher: pusher ?? user,
            sender: PushPayload.sender(user, id: sender?.value["id"], avatar: sender?.text("avatar_url"))
        ).value
    }

    private static func commit(_ commit: Fields) -> Value {
        [
            "id": .optional(commit.text("id")),
            "message": .optional(commit.text("message")),
            "timestamp": .optional(commit.text("timestamp")),
            "url": .optional(commit.text("url")),
            "author": commit.object("author")?.value ?? nil,
            "committer": commit.object("committer")?.value ?? nil,
            "added": .array(commit.value["added"]?.array ?? []),
            "removed": .array(commit.value["removed"]?.array ?? []),
            "modified": .array(commit.value["modified"]?.array ?? [])
        ]
    }
}
