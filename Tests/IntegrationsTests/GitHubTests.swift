import Core
import Integrations
import Testing

@Suite struct GitHubTests {
    typealias Forged = Deliveries

    @Test func `a push to a branch says who moved what from where to where`() throws {
        let body = Forged.githubPush()
        let event = try GitHubWebhook.decode(Forged.github("push", body))
        #expect(event.kind == .push(ref: .branch("main"), before: CommitSHA(Forged.old), after: CommitSHA(Forged.new)))
        #expect(event.sender?.login == "ada")
        #expect(event.author == ForgeUser(login: "grace", name: "Grace", email: "grace@example.org"))
        #expect(event.payload == body)
        let repository = try #require(event.repository)
        #expect(repository.fullName == "acme/model")
        #expect(repository.id == "77")
        #expect(repository.defaultBranch == "main")
        #expect(
            repository.cloneURLs == ["https://forge.example/acme/model.git", "git@forge.example:acme/model.git"])
    }

    @Test func `zeros mean that a reference is new or gone`() throws {
        let new = try GitHubWebhook.decode(Forged.github("push", Forged.githubPush(before: Forged.zero)))
        #expect(new.kind == .push(ref: .branch("main"), before: nil, after: CommitSHA(Forged.new)))
        let gone = try GitHubWebhook.decode(
            Forged.github("push", Forged.githubPush(ref: "refs/tags/v1", after: Forged.zero)))
        #expect(gone.kind == .push(ref: .tag("v1"), before: CommitSHA(Forged.old), after: nil))
    }

    @Test func `the commit of an annotated tag is the one it points at`() throws {
        let commit = String(repeating: "c", count: 40)
        let body = Forged.githubPush(ref: "refs/tags/v1", before: Forged.zero).with(
            "head_commit", ["id": .string(commit)])
        let event = try GitHubWebhook.decode(Forged.github("push", body))
        #expect(event.kind == .push(ref: .tag("v1"), before: nil, after: CommitSHA(commit)))
    }

    @Test func `a ping without a repository is a ping`() throws {
        let event = try GitHubWebhook.decode(Forged.github("ping", ["zen": "Keep it logically awesome."]))
        #expect(event.kind == .ping)
        #expect(event.repository == nil)
    }

    @Test func `create names what was created`() throws {
        let body = Forged.githubPush().with("ref", "v1").with("ref_type", "tag")
        let event = try GitHubWebhook.decode(Forged.github("create", body))
        #expect(event.kind == .activity(.create))
        #expect(event.subject?.ref == .tag("v1"))
        #expect(event.subject?.action == "created")
        #expect(event.place == ForgeEvent.Place(ref: .tag("v1")))
    }

    @Test func `a pull request has its number, commit and branches, and runs on its merge`() throws {
        let body: Value = [
            "action": "synchronize", "number": 7,
            "pull_request": [
                "number": 7, "title": "Better", "merged": false, "user": ["login": "grace"],
                "head": ["ref": "topic", "sha": .string(Forged.new)], "base": ["ref": "main"]
            ],
            "repository": ["name": "model", "owner": ["login": "acme"]], "sender": ["login": "ada"]
        ]
        let event = try GitHubWebhook.decode(Forged.github("pull_request", body))
        #expect(event.kind == .activity(.pullRequest))
        #expect(event.repository?.fullName == "acme/model")
        #expect(event.author?.login == "grace")
        let subject = try #require(event.subject)
        #expect(subject.action == "synchronize")
        #expect(subject.number == 7)
        #expect(subject.ref == GitRef("refs/pull/7/head"))
        #expect(subject.sha == CommitSHA(Forged.new))
        #expect((subject.sourceBranch, subject.targetBranch) == ("topic", "main"))
        #expect(event.place == ForgeEvent.Place(ref: GitRef("refs/pull/7/merge"), after: CommitSHA(Forged.new)))
    }

    @Test func `a merged pull request runs on the branch it went to`() throws {
        let merge = String(repeating: "d", count: 40)
        let body: Value = [
            "action": "closed", "number": 7,
            "pull_request": [
                "number": 7, "merged": true, "merge_commit_sha": .string(merge),
                "head": ["ref": "topic", "sha": .string(Forged.new)], "base": ["ref": "main"]
            ],
            "repository": ["name": "model", "owner": ["login": "acme"]], "sender": ["login": "ada"]
        ]
        let event = try GitHubWebhook.decode(Forged.github("pull_request", body))
        #expect(event.place == ForgeEvent.Place(ref: .branch("main"), after: CommitSHA(merge)))
    }

    @Test func `a release runs on its tag`() throws {
        let body = Forged.githubPush().with("action", "published").with("release", ["tag_name": "v1", "name": "One"])
        let event = try GitHubWebhook.decode(Forged.github("release", body))
        #expect(event.kind == .activity(.release))
        #expect(event.place == ForgeEvent.Place(ref: .tag("v1")))
    }

    @Test(arguments: ["issues", "issue_comment", "repository_dispatch", "label", "status", "watch"])
    func `what is about no commit runs on the default branch`(kind: String) throws {
        let event = try GitHubWebhook.decode(Forged.github(kind, Forged.githubPush().with("action", "created")))
        #expect(event.kind == .activity(EventKind(rawValue: kind)))
        #expect(event.place == ForgeEvent.Place())
    }

    @Test(arguments: ["workflow_run", "workflow_job", "workflow_dispatch", "team", "installation", "star"])
    func `what starts no workflow, and what another engine did, is ignored`(kind: String) throws {
        let event = try GitHubWebhook.decode(Forged.github(kind, Forged.githubPush()))
        #expect(event.kind == .ignored(kind: kind))
        #expect(event.eventKind == nil)
    }

    @Test(
        arguments: [
            ("create", [:], "names no reference"), ("release", ["release": ["name": "x"]], "names no reference"),
            ("pull_request", ["pull_request": ["head": [:]]], "has no number"),
            ("pull_request", ["pull_request": ["number": 1]], "names no head commit"),
            ("create", ["ref": "a..b", "ref_type": "branch"], "holds '..'")
        ] as [(String, Value, String)])
    func `what an event cannot do without is named`(kind: String, body: Value, part: String) throws {
        let error = try #require(throws: WebhookError.self) { try GitHubWebhook.decode(Forged.github(kind, body)) }
        #expect(error.message.contains(part), "\(error.message)")
    }

    @Test func `a form is refused with what to set at the forge`() throws {
        var delivery = Forged.github("push", Forged.githubPush())
        delivery.headers["content-type"] = "application/x-www-form-urlencoded"
        let error = try #require(throws: WebhookError.self) { try GitHubWebhook.decode(delivery) }
        #expect(error.code == .wrongContentType)
        #expect(error.message.contains("set the content type to application/json"))
        delivery.headers["content-type"] = "application/json; charset=utf-8"
        #expect(throws: Never.self) { try GitHubWebhook.decode(delivery) }
    }

    @Test func `a delivery without the kind of event names the header`() throws {
        var delivery = Forged.github("push", Forged.githubPush())
        delivery.headers["x-github-event"] = nil
        let error = try #require(throws: WebhookError.self) { try GitHubWebhook.decode(delivery) }
        #expect(error.code == .missingHeader)
        #expect(error.message.contains("X-GitHub-Event"))
    }

    @Test(
        arguments: [
            ("ref", nil, "no 'ref'"), ("ref", 5, "'ref' of the body is a number where a text belongs"),
            ("ref", "main", "does not begin with 'refs/'"), ("ref", "refs/heads/a..b", "holds '..'"),
            ("ref", "refs/heads/a\nb", "control character"), ("before", "abc", "'before' is not a commit's name"),
            ("after", [], "'after' of the body is a list"), ("repository", nil, "no 'repository'"),
            ("repository", ["name": "x"], "no 'repository.full_name'"),
            ("repository", "x", "'repository' of the body is a text")
        ] as [(String, Value?, String)])
    func `what is missing or wrong in a push is named`(key: String, member: Value?, part: String) throws {
        let delivery = Forged.github("push", Forged.githubPush().with(key, member))
        let error = try #require(throws: WebhookError.self) { try GitHubWebhook.decode(delivery) }
        #expect(error.message.contains(part), "\(error.message)")
    }

    @Test func `a push that moved nothing is refused`() throws {
        let delivery = Forged.github("push", Forged.githubPush(before: Forged.zero, after: Forged.zero))
        let error = try #require(throws: WebhookError.self) { try GitHubWebhook.decode(delivery) }
        #expect(error.message.contains("both zeros"))
    }
}
