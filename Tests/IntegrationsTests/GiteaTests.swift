import Core
import Integrations
import Testing

@Suite struct GiteaTests {
    @Test func `a push becomes a push in GitHub's shape`() throws {
        let body = Deliveries.githubPush()
            .with("pusher", ["login": "ada", "full_name": "Ada L", "email": "ada@example.org"])
            .with("compare_url", "https://forge.example/acme/model/compare/a...b")
            .with("commits", [["id": .string(Deliveries.new), "message": "Fit", "added": nil, "modified": ["b.py"]]])
        let event = try GiteaWebhook.decode(Deliveries.gitea("push", body))
        #expect(event.forge == .gitea)
        #expect(
            event.kind
                == .push(ref: .branch("main"), before: CommitSHA(Deliveries.old), after: CommitSHA(Deliveries.new)))
        let expected: [(String, Value)] = [
            ("pusher.name", "ada"), ("pusher.email", "ada@example.org"), ("sender.login", "ada"), ("sender.id", 5),
            ("compare", "https://forge.example/acme/model/compare/a...b"), ("commits.0.added", []),
            ("commits.0.modified", ["b.py"]), ("head_commit.message", "Fit"), ("created", false),
            ("repository.full_name", "acme/model"), ("repository.owner.login", "acme")
        ]
        for (path, value) in expected { #expect(event.payload[path: path] == value, "\(path)") }
    }

    @Test func `delete names what is gone`() throws {
        let body = Deliveries.githubPush().with("ref", "topic").with("ref_type", "branch")
        let event = try GiteaWebhook.decode(Deliveries.gitea("delete", body))
        #expect(event.kind == .activity(.delete))
        #expect(event.place == ForgeEvent.Place(ref: .branch("topic")))
        #expect(event.subject?.ref == .branch("topic"))
    }

    @Test(
        arguments: [
            ("pull_request", "synchronized", "pull_request", "synchronize"),
            ("pull_request_sync", "synchronized", "pull_request", "synchronize"),
            ("pull_request_label", "label_updated", "pull_request", "labeled"),
            ("pull_request_assign", "assigned", "pull_request", "assigned"),
            ("pull_request_approved", "reviewed", "pull_request_review", "submitted")
        ])
    func `events of pull requests have GitHub's names`(
        kind: String, action: String, theirs: String, theirAction: String
    ) throws {
        let body = Deliveries.githubPush().with("action", .string(action)).with("review", ["content": "good"])
            .with(
                "pull_request",
                ["number": 4, "head": ["ref": "topic", "sha": .string(Deliveries.new)], "base": ["ref": "main"]])
        let event = try GiteaWebhook.decode(Deliveries.gitea(kind, body))
        #expect(event.eventKind?.rawValue == theirs)
        #expect(event.payload["action"] == .string(theirAction))
        #expect(event.place.ref == GitRef("refs/pull/4/merge"))
        if theirs == "pull_request_review" { #expect(event.payload[path: "review.state"] == "approved") }
    }
}
