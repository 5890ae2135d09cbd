import Core
import Integrations
import Testing

/// How go-scm reads a body. It leaves a text empty where it doesn't know; such are not compared.
struct OtherReading {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }

    private func text(_ path: String) -> String? {
        value[path: path]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func expect(_ ours: String?, _ path: String, _ location: SourceLocation = #_sourceLocation) {
        if let theirs = text(path) { #expect(ours == theirs, "\(path)", sourceLocation: location) }
    }

    func compare(with event: ForgeEvent) {
        let repository = event.repository
        expect(repository?.owner, "Repo.Namespace")
        expect(repository?.name, "Repo.Name")
        expect(repository?.id, "Repo.ID")
        expect(repository?.defaultBranch, "Repo.Branch")
        expect(repository?.webURL, "Repo.Link")
        if let clone = text("Repo.Clone") { #expect(repository?.matches(url: clone) == true) }
        if let clone = text("Repo.CloneSSH") { #expect(repository?.matches(url: clone) == true) }
        expect(event.sender?.login, "Sender.Login")
        if value["PullRequest"] != nil {
            compare(pullRequest: event)
        } else if let after = text("After") {
            compare(push: event, after: after)
        } else if text("Ref.Name") != nil, text("Action") != nil {
            compare(reference: event)
        }
        if let release = value["Release"] {
            #expect(event.kind == .activity(.release))
            #expect(event.subject?.ref == release["Tag"]?.string.map(GitRef.tag))
            expect(event.subject?.action, "Action")
        }
        if event.kind == .activity(EventKind(rawValue: "deployment")) {
            expect(event.subject?.sha?.hex, "Ref.Sha")
            expect(event.subject?.ref?.short, "Ref.Name")
        }
        if event.kind == .activity(EventKind(rawValue: "merge_group")) {
            expect(event.subject?.sha?.hex, "Sha")
            expect(event.subject?.targetBranch, "Branch")
            expect(event.subject?.action, "Action")
        }
        if event.kind == .ignored(kind: "workflow_run") { expect(event.subject?.sha?.hex, "Commit.Sha") }
        if event.kind == .activity(EventKind(rawValue: "issue_comment")) {
            expect(event.author?.login, "Comment.Author.Login")
        }
    }

    private func compare(push event: ForgeEvent, after: String) {
        guard case .push(let ref, let before, let commit) = event.kind else {
            Issue.record("a push is read as \(event.kind)")
            return
        }
        expect(ref.name, "Ref")
        expect(before?.hex ?? CommitSHA.zero.hex, "Before")
        #expect((commit?.hex ?? CommitSHA.zero.hex) == after)
        expect(event.author?.name, "Commit.Author.Name")
        expect(event.author?.email, "Commit.Author.Email")
    }

    /// GitHub and Gitea tell of a new or deleted reference in an event of its own, GitLab in a push.
    private func compare(reference event: ForgeEvent) {
        let deleted = text("Action") == "deleted"
        switch event.kind {
        case .push(let ref, let before, let after):
            expect(ref.short, "Ref.Name")
            #expect((after == nil) == deleted)
            #expect((before == nil) == !deleted)
            expect((after ?? before)?.hex, "Ref.Sha")
        case .activity(let kind):
            #expect(kind == (deleted ? .delete : .create))
            expect(event.subject?.ref?.short, "Ref.Name")
            expect(event.subject?.sha?.hex, "Ref.Sha")
            expect(event.subject?.action, "Action")
        case .ping, .ignored: Issue.record("a reference is read as \(event.kind)")
        }
    }

    private func compare(pullRequest event: ForgeEvent) {
        if event.kind == .ignored(kind: "workflow_run") { return }
        guard case .activity = event.kind else {
            Issue.record("a pull request is read as \(event.kind)")
            return
        }
        let subject = event.subject
        #expect(subject?.number.map(Double.init) == value[path: "PullRequest.Number"]?.number)
        expect(subject?.sha?.hex, "PullRequest.Sha")
        expect(subject?.ref?.name, "PullRequest.Ref")
        expect(subject?.sourceBranch, "PullRequest.Source")
        expect(subject?.targetBranch, "PullRequest.Target")
        expect(subject?.title, "PullRequest.Title")
        expect(subject?.author?.login, "PullRequest.Author.Login")
        if let merged = value[path: "PullRequest.Merged"]?.bool { #expect(subject?.isMerged == merged) }
        let words = [
            "synchronized": ["synchronize", "edited"], "review_ready": ["ready_for_review"], "merged": ["closed"]
        ]
        if let action = text("Action") {
            #expect((words[action] ?? [action]).contains(subject?.action ?? ""), "\(action)")
        }
    }
}
