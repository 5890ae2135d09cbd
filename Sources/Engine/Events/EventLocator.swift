import Core
import Git
import Store

/// Finds the commit that an event runs on, as GitHub's table "Events that trigger workflows" says, and fetches it.
struct EventLocator: Sendable {
    let repository: RepositoryRecord
    let mirror: Mirror
    let fetches: FetchMemory
    /// Whether a commit that may still come has been waited for long enough.
    let isLate: Bool

    func locate(_ event: Event) async throws -> LocatedEvent {
        if event.kind.isOfPullRequest, let number = event.pullRequest?["number"]?.number.flatMap(Int.init(exactly:)),
            event.ref?.branch == nil
        {
            return try await pullRequest(number, event)
        }
        if event.kind == .push {
            guard event.after != nil else { return LocatedEvent(event: event) }
            return try await own(event)
        }
        let hasPlace = event.kind != .delete && (event.ref != nil || event.after != nil)
        return hasPlace ? try await own(event) : try await onDefaultBranch(event)
    }

    // MARK: Its own reference or commit

    private func own(_ event: Event) async throws -> LocatedEvent {
        var event = event
        if let after = event.after {
            guard try await fetch(after, of: event) else {
                guard try await !mayCome(event) else {
                    throw EngineError(.notFound, "commit \(after) is not in \(repository.url) yet")
                }
                return LocatedEvent(event: event.without, absence: try await absence(of: after, event))
            }
            // Forges name the object of an annotated tag; workflows run on the commit behind it.
            event.after = try await mirror.resolve(after.hex) ?? after
            event.ref = try await full(event.ref)
            return LocatedEvent(event: event)
        }
        try await fetchAll()
        event.ref = try await full(event.ref)
        guard let ref = event.ref, let target = try await mirror.target(of: ref) else {
            let name = event.ref?.short ?? "the reference"
            return LocatedEvent(event: event, absence: "'\(name)' is not in the repository, or no longer")
        }
        event.after = target.commit
        return LocatedEvent(event: event)
    }

    /// A forge may tell of a push before all its servers have it: then the reference is where it was. A commit that was
    /// pushed over, or whose branch is gone, never comes, and whoever pushed later must not wait for it.
    private func mayCome(_ event: Event) async throws -> Bool {
        guard !isLate, event.kind == .push || event.source == .request, let ref = event.ref else { return false }
        return try await mirror.target(of: ref)?.object == event.before
    }

    private func absence(of commit: CommitSHA, _ event: Event) async throws -> String {
        let sentence = "commit \(commit.short) is not in the repository, or no longer"
        guard event.kind == .push, let ref = event.ref else { return sentence }
        guard let now = try await mirror.target(of: ref) else { return sentence + ": '\(ref.short)' is gone" }
        return sentence + ": '\(ref.short)' is at \(now.commit.short)"
    }

    /// Deployments name a branch or a tag without saying which.
    private func full(_ ref: GitRef?) async throws -> GitRef? {
        guard let ref, !ref.name.hasPrefix("refs/") else { return ref }
        for candidate in [GitRef.branch(ref.name), .tag(ref.name)] {
            if try await mirror.target(of: candidate) != nil { return candidate }
        }
        return ref
    }

    // MARK: The default branch

    private func onDefaultBranch(_ event: Event) async throws -> LocatedEvent {
        var event = event
        event.ref = nil
        try await fetchAll()
        guard let branch = try await mirror.defaultBranch(), let target = try await mirror.target(of: branch) else {
            return LocatedEvent(event: event, absence: "the repository has no default branch yet")
        }
        (event.ref, event.after) = (branch, target.commit)
        return LocatedEvent(
            event: event, place: "on the default branch '\(branch.short)' at \(target.commit.short)")
    }

    // MARK: Pull requests

    /// The forge's own merge of head and base, if it is there and is of this head; else the head alone.
    private func pullRequest(_ number: Int, _ event: Event) async throws -> LocatedEvent {
        var event = event
        let merge = GitRef("refs/pull/\(number)/merge")
        let head = GitRef("refs/pull/\(number)/head")
        let theirs = repository.forge == "gitlab" ? "refs/merge-requests/\(number)/" : "refs/pull/\(number)/"
        try await fetchAll(extra: [GitRef(theirs + "merge"): merge, GitRef(theirs + "head"): head])
        let headSHA = event.headSHA ?? event.after
        guard let headSHA, try await mirror.contains(headSHA) else {
            // Its branch has moved on, and another event tells of that; or it lies in a fork that the forge does not show.
            return LocatedEvent(
                event: event.without,
                absence:
                    "commit \(headSHA?.short ?? "of the head") of pull request \(number) is not in the repository, "
                    + "or no longer")
        }
        let branches = "'\(event.headBranch ?? "its head")' into '\(event.baseBranch ?? "its base")'"
        if let target = try await mirror.target(of: merge) {
            let isCurrent = try await mirror.commit(target.commit).parents.contains(headSHA)
            if isCurrent {
                (event.ref, event.after) = (merge, target.commit)
                return LocatedEvent(
                    event: event, place: "on the merge of \(branches), \(merge) at \(target.commit.short)")
            }
        }
        (event.ref, event.after) = (head, headSHA)
        let why = try await mirror.target(of: merge) == nil ? "has no merge" : "has no merge of this commit"
        return LocatedEvent(
            event: event,
            place: "on the head '\(event.headBranch ?? head.name)' at \(headSHA.short), as the forge \(why)")
    }

    // MARK: Fetching

    /// - Returns: whether the commit is here.
    private func fetch(_ sha: CommitSHA, of event: Event) async throws -> Bool {
        // A working tree's snapshot exists in the mirror only; a push also moves branches that paths are compared with.
        if event.source == .request, try await mirror.contains(sha) { return true }
        if let ref = event.ref, try await mirror.target(of: ref)?.object == sha { return true }
        try await fetchAll()
        return try await mirror.contains(sha)
    }

    private func fetchAll(extra: [GitRef: GitRef] = [:]) async throws {
        guard !extra.isEmpty || !fetches.isDone else { return }
        _ = try await mirror.fetch(
            from: repository.url, extra: extra, credentials: repository.gitCredentials)
        fetches.isDone = true
    }
}

extension Event {
    /// Without a commit to run on.
    fileprivate var without: Event {
        var event = self
        event.after = nil
        return event
    }
}
