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

    @Test func `delete is ignored and names what is gone`() throws {
        let body = Deliveries.githubPush().with("ref", "topic").with("ref_type", "branch")
        let event = try GiteaWebhook.decode(Deliveries.gitea("delete", body))
        #expect(event.kind == .ignored(kind: "delete"))
        #expect(event.subject?.ref == .branch("topic"))
    }
}
