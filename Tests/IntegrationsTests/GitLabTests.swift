import Core
import Integrations
import Testing

@Suite struct GitLabTests {
    typealias Forged = Deliveries

    @Test func `a push becomes a push in GitHub's shape`() throws {
        let event = try GitLabWebhook.decode(Forged.gitlab("Push Hook", Forged.gitlabPush()))
        #expect(event.kind == .push(ref: .branch("main"), before: CommitSHA(Forged.old), after: CommitSHA(Forged.new)))
        #expect(event.sender == ForgeUser(login: "ada", name: "Ada L", email: "ada@example.org"))
        #expect(event.author?.name == "Grace")
        #expect(event.repository?.fullName == "team/ml/model")
        let expected: [(String, Value)] = [
            ("ref", "refs/heads/main"), ("before", .string(Forged.old)), ("after", .string(Forged.new)),
            ("created", false), ("deleted", false), ("forced", nil),
            ("repository.full_name", "team/ml/model"), ("repository.name", "model"), ("repository.id", 9),
            ("repository.owner.login", "team/ml"), ("repository.default_branch", "trunk"),
            ("repository.clone_url", "https://lab.example/team/ml/model.git"),
            ("repository.ssh_url", "git@lab.example:team/ml/model.git"), ("repository.private", false),
            ("pusher.name", "ada"), ("pusher.email", "ada@example.org"), ("sender.login", "ada"), ("sender.id", 5),
            ("head_commit.id", .string(Forged.new)), ("head_commit.message", "Fit"),
            ("commits.0.added", ["a.py"]), ("commits.0.modified", ["b.py"]), ("commits.0.author.name", "Grace"),
            ("compare", .string("https://lab.example/team/ml/model/-/compare/\(Forged.old)...\(Forged.new)"))
        ]
        for (path, value) in expected { #expect(event.payload[path: path] == value, "\(path)") }
    }

    @Test func `a deleted tag has no commit`() throws {
        let body = Forged.gitlabPush(ref: "refs/tags/v1", after: Forged.zero, checkout: .null)
        let event = try GitLabWebhook.decode(Forged.gitlab("Tag Push Hook", body))
        #expect(event.kind == .push(ref: .tag("v1"), before: CommitSHA(Forged.old), after: nil))
        #expect(event.payload["deleted"] == true)
        #expect(event.payload["after"] == .string(Forged.zero))
        #expect(event.payload["head_commit"] == .null)
    }

    @Test func `the commit of an annotated tag is the one checked out`() throws {
        let commit = String(repeating: "c", count: 40)
        let body = Forged.gitlabPush(ref: "refs/tags/v1", before: Forged.zero, checkout: .string(commit))
        let event = try GitLabWebhook.decode(Forged.gitlab("Tag Push Hook", body))
        #expect(event.kind == .push(ref: .tag("v1"), before: nil, after: CommitSHA(commit)))
        #expect(event.payload["after"] == .string(Forged.new))
        #expect(event.payload["created"] == true)
    }

    @Test func `zeros are as many as the repository's names are long`() throws {
        let long = String(repeating: "b", count: 64)
        let body = Forged.gitlabPush(before: String(repeating: "0", count: 64), after: long)
        let event = try GitLabWebhook.decode(Forged.gitlab("Push Hook", body))
        #expect(event.payload["before"] == .string(String(repeating: "0", count: 64)))
    }

    @Test func `a merge request speaks GitHub's words`() throws {
        let body: Value = [
            "object_kind": "merge_request", "user": ["id": 5, "username": "ada", "name": "Ada"],
            "project": ["id": 9, "path_with_namespace": "team/model"],
            "object_attributes": [
                "iid": 3, "title": "Better", "author_id": 5, "action": "update", "oldrev": .string(Forged.old),
                "state": "opened",
                "source_branch": "topic", "target_branch": "trunk", "last_commit": ["id": .string(Forged.new)]
            ]
        ]
        let event = try GitLabWebhook.decode(Forged.gitlab("Merge Request Hook", body))
        #expect(event.kind == .activity(.pullRequest))
        #expect(event.author?.login == "ada")
        let subject = try #require(event.subject)
        #expect(subject.action == "synchronize")
        #expect(subject.number == 3)
        #expect(subject.sha == CommitSHA(Forged.new))
        #expect((subject.sourceBranch, subject.targetBranch) == ("topic", "trunk"))

        #expect(event.place == ForgeEvent.Place(ref: GitRef("refs/pull/3/merge"), after: CommitSHA(Forged.new)))
        let expected: [(String, Value)] = [
            ("action", "synchronize"), ("number", 3), ("before", .string(Forged.old)), ("after", .string(Forged.new)),
            ("pull_request.number", 3), ("pull_request.title", "Better"), ("pull_request.state", "open"),
            ("pull_request.merged", false), ("pull_request.head.ref", "topic"),
            ("pull_request.head.sha", .string(Forged.new)), ("pull_request.base.ref", "trunk"),
            ("pull_request.user.login", "ada"), ("repository.full_name", "team/model"), ("sender.login", "ada")
        ]
        for (path, value) in expected { #expect(event.payload[path: path] == value, "\(path)") }

        let foreign = body.with("user", ["id": 6, "username": "eve"])
        #expect(try GitLabWebhook.decode(Forged.gitlab("Merge Request Hook", foreign)).author == nil)
    }

    @Test(
        arguments: [
            (["action": "open"], "opened"), (["action": "merge", "state": "merged"], "closed"),
            (["action": "update"], "edited"), (["action": "approved"], "submitted"),
            (["action": "unapproved"], "dismissed")
        ] as [(Value, String)])
    func `an action of a merge request has GitHub's name`(attributes: Value, action: String) throws {
        let event = try GitLabWebhook.decode(Forged.mergeRequest(attributes))
        #expect(event.payload["action"] == .string(action))
        let isReview = action == "submitted" || action == "dismissed"
        #expect(event.eventKind?.rawValue == (isReview ? "pull_request_review" : "pull_request"))
    }

    @Test(
        arguments: [
            (["labels": ["previous": [], "current": [["title": "x"]]]], "labeled"),
            (["labels": ["previous": [["title": "x"]], "current": []]], "unlabeled"),
            (["draft": ["previous": true, "current": false]], "ready_for_review"),
            (["draft": ["previous": false, "current": true]], "converted_to_draft"),
            (["reviewers": ["previous": [], "current": [["username": "x"]]]], "review_requested"),
            (["title": ["previous": "a", "current": "b"]], "edited")
        ] as [(Value, String)])
    func `what an update changed is GitHub's action`(changes: Value, action: String) throws {
        let event = try GitLabWebhook.decode(Forged.mergeRequest(["action": "update"], changes: changes))
        #expect(event.payload["action"] == .string(action))
    }

    @Test(arguments: ["System Hook", "Push hook", "Emoji Hook"])
    func `a hook that is not known is ignored under its own name`(hook: String) throws {
        let event = try GitLabWebhook.decode(Forged.gitlab(hook, Forged.gitlabPush()))
        #expect(event.kind == .ignored(kind: hook))
    }

    @Test(
        arguments: [
            ("project", nil, "no 'project'"), ("project", ["id": 1], "no 'project.path_with_namespace'"),
            ("after", 1, "'after' of the body is a number"), ("ref", "", "'ref' of the body is empty")
        ] as [(String, Value?, String)])
    func `what is missing or wrong in a push is named`(key: String, member: Value?, part: String) throws {
        let delivery = Forged.gitlab("Push Hook", Forged.gitlabPush().with(key, member))
        let error = try #require(throws: WebhookError.self) { try GitLabWebhook.decode(delivery) }
        #expect(error.message.contains(part), "\(error.message)")
    }
}
