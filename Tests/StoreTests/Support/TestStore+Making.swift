import Core
import JobProtocol
import Store
import Testing

extension TestStore {
    func addRepository(_ name: String = "acme/weather") async throws -> RepositoryID {
        try await store.write { try $0.addRepository(Make.repository(name), at: start) }
    }

    func insert(_ event: Event) async throws -> EventInsertion {
        try await store.write { try $0.insertEvent(event) }
    }

    /// A decided event with one run of these jobs.
    func addRun(_ repository: RepositoryID, _ new: NewRun? = nil, jobs: [NewJob] = [Make.job("test")]) async throws
        -> RunID
    {
        let run = new ?? Make.run(repository, jobs: jobs)
        let runs = try await store.write { writer in
            let event = try writer.insertEvent(Make.dispatch(repository)).id
            let decision = Decision(workflow: run.workflowPath, verdict: .matched, reason: "it listens to the event")
            return try writer.commitPlan(event: event, at: start, decisions: [(decision, run)])
        }
        return try #require(runs.first)
    }

    /// A run with one job, claimed.
    func addClaimedJob() async throws -> JobRecord {
        let repository = try await addRepository()
        _ = try await addRun(repository, jobs: [Make.job("test", .ready)])
        return try #require(try await store.write { try $0.claimReady(limit: 1, at: start) }.first)
    }
}

/// Records for tests, each with one word about what matters.
enum Make {
    static func repository(_ name: String) -> NewRepository {
        NewRepository(name: name, url: "/srv/\(name).git", forge: "git", webhookSecret: Secret("hush"))
    }

    static func push(
        _ repository: RepositoryID, _ before: Character?, _ after: Character?, ref: GitRef = .branch("main"),
        source: EventSource = .watcher
    ) -> Event {
        Event(
            kind: .push, repository: repository, source: source, ref: ref, before: before.flatMap(sha),
            after: after.flatMap(sha), actor: "ada", payload: ["ref": "refs/heads/main", "big": [1, 2.5, nil]],
            receivedAt: start)
    }

    static func dispatch(_ repository: RepositoryID) -> Event {
        Event(
            kind: .workflowDispatch, repository: repository, source: .request, ref: .branch("main"), after: sha("a"),
            actor: "ada", payload: .emptyObject, receivedAt: start)
    }

    static func run(
        _ repository: RepositoryID, path: String = ".anneal/workflows/ci.yml", ref: GitRef = .branch("main"),
        conclusion: Conclusion? = nil, jobs: [NewJob] = []
    ) -> NewRun {
        NewRun(
            repository: repository, workflowPath: path, workflowName: "CI", name: "A run", ref: ref, sha: sha("a"),
            seed: .max, plan: "{\"jobs\":[]}", sourceDigest: "d1", workflowSource: "on: push\n",
            diagnostics: [Diagnostic(rule: "unknown-key", "no", file: "ci.yml", at: .start)], conclusion: conclusion,
            reason: conclusion.map { _ in "born so" }, jobs: jobs)
    }

    static func job(_ key: String, _ state: JobState = .blocked) -> NewJob {
        NewJob(
            key: key, jobID: key, name: "Job \(key)", state: state, definition: "def", planned: "{}",
            readyAt: state == .ready ? start : nil)
    }

    static func update(
        _ job: JobRecord, _ state: JobState, _ conclusion: Conclusion? = nil, notBefore: Timestamp? = nil
    ) -> JobUpdate {
        JobUpdate(
            id: job.id, state: state, conclusion: conclusion, reason: nil, outputs: ["a": "1"], continueOnError: false,
            retries: job.retries, readyAt: state == .ready ? start : nil, notBefore: notBefore,
            finishedAt: state == .completed ? start : nil)
    }

    static func delivery(
        _ name: String, repository: RepositoryID? = nil, events: [ToldEvent] = []
    ) -> NewDelivery {
        NewDelivery(
            forge: "github", name: name, repository: repository, kind: "push", headers: ["x-github-event": "push"],
            body: [0, 255, 10], verdict: .accepted, events: events, receivedAt: start)
    }

    static func told(_ before: Character?, _ after: Character?) -> ToldEvent {
        ToldEvent(
            kind: .push, ref: .branch("main"), before: before.flatMap(sha), after: after.flatMap(sha), actor: "ada",
            payload: ["from": "the event"])
    }

    static let host = HostFacts(hostname: "h", system: "Linux", processor: "x", cores: 2, memoryBytes: 1 << 40)
}
