public import Core
import Git
import OrderedCollections
import Planning
import Store
import Workflows

extension Engine {
    /// Asks for a workflow by hand: an event like any other.
    ///
    /// - Parameters:
    ///   - ref: a branch, a tag or a full reference name; nil = the default branch.
    ///   - inputs: as texts.
    /// - Throws: ``EngineError`` `notFound` when there is no such repository, reference or workflow file;
    ///   `unprocessable` when the file has errors or can't be started by hand, when the inputs are not what it wants, or
    ///   at the end of a chain of jobs that start runs. Nothing has been stored then.
    public func dispatch(
        repository name: String, workflow: String, ref: String?, inputs: Value, by requester: Requester
    ) async throws -> EventID {
        guard let repository = catalogue.record(named: name) else {
            throw EngineError(.notFound, "no repository '\(name)'")
        }
        let origin = try await origin(of: requester)
        let state = try await Mirror.remoteReferences(repository.url, credentials: repository.gitCredentials)
        let wanted = ref ?? state.defaultBranch?.branch ?? repository.defaultBranch ?? "main"
        let candidates = [GitRef(wanted), .branch(wanted), .tag(wanted)]
        guard let (ref, target) = candidates.lazy.compactMap({ ref in state.references[ref].map { (ref, $0) } }).first
        else { throw EngineError(.notFound, "'\(name)' has no branch or tag '\(wanted)'") }
        try await require(workflow, at: target.commit, of: repository, toTake: inputs)
        var payload = PushPayload.make(repository: repository, ref: ref, before: nil, after: nil, head: nil)
        if case .object(var members) = payload {
            for key in ["before", "after", "created", "deleted", "head_commit", "pusher"] { members[key] = nil }
            members["inputs"] = inputs
            members["workflow"] = .string(workflow)
            members["sender"] = ["login": .string(origin.actor)]
            payload = .object(members)
        }
        return try await submit(
            Event(
                kind: .workflowDispatch, repository: repository.id, source: origin.source, ref: ref,
                after: target.commit, actor: origin.actor, payload: payload, workflow: workflow,
                receivedAt: time.now(), chain: origin.chain))
    }

    /// Whoever asks for what can't be had learns it at once, and not from an event that starts nothing.
    private func require(
        _ name: String, at commit: CommitSHA, of repository: RepositoryRecord, toTake inputs: Value
    ) async throws {
        let mirror = catalogue.mirror(repository.id)
        if try await !mirror.contains(commit) {
            _ = try await mirror.fetch(from: repository.url, credentials: repository.gitCredentials)
        }
        let files = try await reader.workflows(at: commit, of: repository, mirror: mirror).0
        let meant = try await reader.checkedActions(
            files.filter { $0.isNamed(by: name) }, at: commit, mirror: mirror)
        guard let file = meant.first else {
            let paths = files.map(\.path).joined(separator: ", ")
            let there = paths.isEmpty ? "there are no workflow files" : "there are \(paths)"
            throw EngineError(.notFound, "there is no workflow file '\(name)' at \(commit.short); \(there)")
        }
        guard let workflow = file.valid else {
            let errors = file.errors.sorted { $0.position < $1.position }.prefix(Self.shownErrors)
                .map { "\($0.position.line):\($0.position.column): \($0.message)" }
            let count = file.errors.count
            throw EngineError(
                .unprocessable,
                "\(file.path) at \(commit.short) has \(count == 1 ? "an error" : "\(count) errors"): "
                    + errors.joined(separator: "; ") + (count > errors.count ? "; and so on" : ""))
        }
        guard let trigger = workflow.triggers.workflowDispatch else {
            throw EngineError(
                .unprocessable,
                "\(file.path) at \(commit.short) can't be started by hand: its 'on' has no workflow_dispatch")
        }
        let refusals = DispatchInputs(definitions: trigger.inputs).refusals(inputs)
        guard refusals.isEmpty else { throw EngineError(.unprocessable, refusals.joined(separator: "; ")) }
    }

    /// Of a file that has many.
    private static let shownErrors = 10

    /// Tells of something that happened outside: every workflow of the default branch that listens to this
    /// `repository_dispatch` type runs.
    ///
    /// - Parameters:
    ///   - type: `github.event.action`.
    ///   - payload: `github.event.client_payload`: an object.
    /// - Throws: ``EngineError`` `notFound` when there is no such repository; `invalid` for a type or payload over
    ///   GitHub's limits; `unprocessable` at the end of a chain of jobs that start runs.
    public func dispatch(
        repository name: String, type: String, payload: Value, by requester: Requester
    ) async throws -> EventID {
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
        let origin = try await origin(of: requester)
        let parts = PushPayload.make(
            repository: repository, ref: GitRef(""), before: nil, after: nil, head: nil)
        return try await submit(
            Event(
                kind: .repositoryDispatch, repository: repository.id, source: origin.source, ref: nil, after: nil,
                actor: origin.actor,
                payload: [
                    "action": .string(type), "branch": repository.defaultBranch.map(Value.string) ?? nil,
                    "client_payload": payload, "repository": parts["repository"] ?? nil,
                    "sender": ["login": .string(origin.actor)]
                ],
                receivedAt: time.now(), chain: origin.chain))
    }

    // MARK: - Who asks

    private struct Origin {
        var actor: String
        var source: EventSource
        var chain: Int
    }

    /// As on GitHub, what a job does with its token is done by nobody in particular; the event says which run it was.
    private static let jobActor = "github-actions[bot]"

    /// A job's event is one link further than the event of its run, so that workflows can't start each other for ever.
    private func origin(of requester: Requester) async throws -> Origin {
        switch requester {
        case .person(let name): return Origin(actor: name, source: .request, chain: 0)
        case .job(let token):
            let chain = try await store.read { reader in
                try reader.run(token.run).flatMap { try reader.event($0.event) }?.event.chain ?? 0
            }
            guard chain < RunAnnouncer.longestChain else {
                throw EngineError(.unprocessable, RunAnnouncer.chainSentence)
            }
            return Origin(actor: Self.jobActor, source: .run(token.run), chain: chain + 1)
        }
    }
}
