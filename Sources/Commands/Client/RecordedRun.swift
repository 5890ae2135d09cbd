public import Core

/// A run of a server with the event that started it: all that is needed to let it happen again somewhere else.
public struct RecordedRun: Sendable {
    public struct JobEnd: Sendable {
        public var key: String
        public var conclusion: String?
    }

    public var id: RunID
    public var number: Int
    public var attempt: Int
    public var repository: String
    public var workflow: String
    public var seed: UInt32
    /// What it ran on.
    public var sha: CommitSHA
    public var ref: GitRef?
    public var kind: EventKind
    public var before: CommitSHA?
    public var actor: String
    /// `github.event`.
    public var payload: Value
    public var jobs: [JobEnd]
    /// Where it ran.
    public var server: String

    /// - Throws: an error whose text says what went wrong, in one or more lines.
    public static func fetch(_ id: Int64, from options: ServerOptions) async throws -> RecordedRun {
        let client = try APIClient(options, .current)
        let run = try await client.object(Run.self, "/runs/\(id)")
        let event = try await client.object(Event.self, "/events/\(run.model.event)").model
        let jobs = try await client.whole(Job.self, "/runs/\(id)/jobs")
        guard let sha = run.model.sha.flatMap({ CommitSHA($0) }) else {
            throw CommandError(.invalid, "run \(id) ran on no commit, so there is nothing to replay")
        }
        return RecordedRun(
            id: run.model.id, number: run.model.number, attempt: run.model.attempt, repository: run.model.repository,
            workflow: run.model.workflow, seed: run.value["seed"]?.number.flatMap { UInt32(exactly: $0) } ?? 0,
            sha: sha, ref: run.model.ref.map { GitRef($0) }, kind: EventKind(rawValue: event.kind),
            before: event.before.flatMap { CommitSHA($0) }, actor: event.actor ?? "",
            payload: try await client.get("/events/\(run.model.event)/payload"),
            jobs: jobs.map { JobEnd(key: $0.model.key, conclusion: $0.model.conclusion) },
            server: client.access.address.text)
    }
}
