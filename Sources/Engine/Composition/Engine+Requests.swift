public import Core
import Git
public import JobProtocol
import OrderedCollections
public import Planning
public import Store

extension Engine {
    /// Asks for a workflow by hand: an event like any other.
    ///
    /// - Parameters:
    ///   - ref: a branch, a tag or a full reference name; nil = the default branch.
    ///   - inputs: as texts; the planner checks them against the workflow's.
    /// - Throws: ``EngineError`` `notFound` when there is no such repository, reference or workflow file.
    public func dispatch(
        repository name: String, workflow: String, ref: String?, inputs: Value, actor: String
    ) async throws -> EventID {
        guard let repository = catalogue.record(named: name) else {
            throw EngineError(.notFound, "no repository '\(name)'")
        }
        let state = try await Mirror.remoteReferences(repository.url, credentials: repository.gitCredentials)
        let wanted = ref ?? state.defaultBranch?.branch ?? repository.defaultBranch ?? "main"
        let candidates = [GitRef(wanted), .branch(wanted), .tag(wanted)]
        guard let (ref, target) = candidates.lazy.compactMap({ ref in state.references[ref].map { (ref, $0) } }).first
        else { throw EngineError(.notFound, "'\(name)' has no branch or tag '\(wanted)'") }
        try await requireWorkflow(workflow, at: target.commit, of: repository)
        var payload = PushPayload.make(repository: repository, ref: ref, before: nil, after: nil, head: nil)
        if case .object(var members) = payload {
            for key in ["before", "after", "created", "deleted", "head_commit", "pusher"] { members[key] = nil }
            members["inputs"] = inputs
            members["workflow"] = .string(workflow)
            members["sender"] = ["login": .string(actor)]
            payload = .object(members)
        }
        return try await submit(
            Event(
                kind: .workflowDispatch, repository: repository.id, source: .request, ref: ref, after: target.commit,
                actor: actor, payload: payload, workflow: workflow, receivedAt: time.now()))
    }

    /// Whoever asks for a workflow that is not there learns it at once, and not from an event that starts nothing.
    private func requireWorkflow(_ name: String, at commit: CommitSHA, of repository: RepositoryRecord) async throws {
        let mirror = catalogue.mirror(repository.id)
        if try await !mirror.contains(commit) {
            _ = try await mirror.fetch(from: repository.url, credentials: repository.gitCredentials)
        }
        let files = try await mirror.files(
            at: commit, under: repository.workflowsDirectory, suffixes: [".yml", ".yaml"])
        let paths = files.map(\.path.text)
        guard !paths.contains(where: { WorkflowFile.isNamed($0, by: name) }) else { return }
        let there = paths.isEmpty ? "there are no workflow files" : "there are \(paths.joined(separator: ", "))"
        throw EngineError(.notFound, "there is no workflow file '\(name)' at \(commit.short); \(there)")
    }

    /// Tells of something that happened outside: every workflow of the default branch that listens to this
    /// `repository_dispatch` type runs.
    ///
    /// - Parameters:
    ///   - type: `github.event.action`.
    ///   - payload: `github.event.client_payload`: an object.
    /// - Throws: ``EngineError`` `notFound` when there is no such repository; `invalid` for a type or payload over
    ///   GitHub's limits.
    public func dispatch(repository name: String, type: String, payload: Value, actor: String) async throws -> EventID {
        guard let repository = catalogue.record(named: name) else {
            throw EngineError(.notFound, "no repository '\(name)'")
        }
        guard (1...100).contains(type.count) else {
            throw EngineError(.invalid, "the event type has \(type.count) characters; it must have 1 to 100")
        }
        let members = payload.object?.count ?? 0
        guard members <= 10 else {
            throw EngineError(
                .invalid, "the client payload has \(members) members; at most 10 are allowed, as on GitHub")
        }
        let parts = PushPayload.make(
            repository: repository, ref: GitRef(""), before: nil, after: nil, head: nil)
        return try await submit(
            Event(
                kind: .repositoryDispatch, repository: repository.id, source: .request, ref: nil, after: nil,
                actor: actor,
                payload: [
                    "action": .string(type), "branch": repository.defaultBranch.map(Value.string) ?? nil,
                    "client_payload": payload, "repository": parts["repository"] ?? nil,
                    "sender": ["login": .string(actor)]
                ],
                receivedAt: time.now()))
    }

    /// Stores an event and lets it be decided.
    public func submit(_ event: Event) async throws -> EventID {
        let outcome = try await store.write(durable: true) { try $0.insertEvent(event) }
        CrashPoint.eventStored.reach()
        feed.publish(.event(outcome.id))
        events.wake()
        return outcome.id
    }

    /// The same event once more, decided by the workflows as they are at its commit.
    public func replay(_ id: EventID) async throws -> EventID {
        guard let record = try await store.read({ try $0.event(id) }) else {
            throw EngineError(.notFound, "no event \(id)")
        }
        var event = record.event
        event.source = .replay(id)
        event.receivedAt = time.now()
        return try await submit(event)
    }

    /// What an event would start, without starting it.
    public func preview(_ event: Event) async throws -> Plan {
        guard let repository = catalogue.record(event.repository) else {
            throw EngineError(.notFound, "no such repository")
        }
        return try await reader.read(event, in: repository).plan
    }

    public func cancel(_ run: RunID) async throws { try await coordinator.cancel(run) }

    public func rerun(_ run: RunID, onlyFailed: Bool) async throws {
        try await coordinator.rerun(run, onlyFailed: onlyFailed)
    }

    /// Looks at a repository's refs now instead of at the next tick.
    public func reconcile(_ repository: RepositoryRecord) async throws -> Int { try await refs.reconcile(repository) }

    public func directory(of job: JobID, attempt: Int) -> JobDirectory {
        JobDirectory(root: configuration.data.jobs, job: job, attempt: attempt)
    }

    /// Tells when a file (a log, say) grows. The stream ends with the feed, or when the file cannot be watched.
    public func growth(of path: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        do {
            let watch = try watcher.watch(path, .modified) { continuation.yield() }
            continuation.onTermination = { [watcher] _ in watcher.remove(watch) }
        } catch {
            continuation.finish()
        }
        return stream
    }
}
