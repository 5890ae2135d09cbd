import Core
import Foundation
import JobProtocol
import Store
import Testing

@testable import Engine

extension TestServer {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)

    @discardableResult
    func addRepository(_ name: String = "team/weather", forge: String = "gitlab") async throws -> RepositoryID {
        let id = try await engine.store.write { writer in
            try writer.addRepository(
                NewRepository(
                    name: name, url: "https://lab.example/\(name).git", forge: forge,
                    webhookSecret: Secret(Self.hookSecret)), at: Self.start)
        }
        try await engine.catalogue.reload()
        return id
    }

    /// A run with one job that is ready.
    func addRun(_ repository: RepositoryID, name: String = "A run", job: NewJob = TestServer.job()) async throws
        -> RunID
    {
        let new = NewRun(
            repository: repository, workflowPath: ".anneal/workflows/ci.yml", workflowName: "CI", name: name,
            ref: .branch("main"), sha: CommitSHA(String(repeating: "a", count: 40)), seed: 1, plan: "{}",
            sourceDigest: "d", workflowSource: "on: push\n", jobs: [job])
        let runs = try await engine.store.write { writer in
            let event = try writer.insertEvent(
                Event(
                    kind: .workflowDispatch, repository: repository, source: .request, ref: .branch("main"),
                    after: CommitSHA(String(repeating: "a", count: 40)), actor: "ada", payload: .emptyObject,
                    receivedAt: Self.start)
            ).id
            return try writer.commitPlan(
                event: event, at: Self.start,
                decisions: [(Decision(workflow: new.workflowPath, verdict: .matched, reason: "a push"), new)])
        }
        return try #require(runs.first)
    }

    static func job(_ key: String = "test", trace: String? = nil) -> NewJob {
        NewJob(
            key: key, jobID: key, name: "Job \(key)", state: .ready, definition: "d", planned: "{}", trace: trace,
            readyAt: start)
    }

    /// Claims what is ready; a job that ended gets a new attempt by that.
    func claim() async throws -> JobRecord {
        try #require(try await engine.store.write { try $0.claimReady(limit: 1, at: Self.start) }.first)
    }

    /// Ends the latest attempt of a job as its journal would.
    func end(_ job: JobRecord, _ conclusion: Conclusion, isReadyAgain: Bool = false) async throws {
        try await engine.store.write { writer in
            let facts: [JobFact.What] = [
                .started(
                    pid: 1,
                    host: HostFacts(hostname: "gpu-1", system: "Linux", processor: "x", cores: 2, memoryBytes: 1 << 30)),
                .stepStarted(index: 0, name: "Try \(job.attempt)"),
                .stepFinished(StepResult(index: 0, outcome: conclusion, conclusion: conclusion, exitCode: 0)),
                .stepsFinished, .finished(conclusion: conclusion, outputs: [:], reason: "as told", exitCode: 0)
            ]
            _ = try writer.record(
                facts: facts.enumerated().map { JobFact(sequence: $0 + 1, at: Self.start, what: $1) }, job: job.id,
                attempt: job.attempt, offset: 10)
            try writer.save(
                JobUpdate(
                    id: job.id, state: isReadyAgain ? .ready : .completed, conclusion: isReadyAgain ? nil : conclusion,
                    reason: nil, outputs: [:], continueOnError: false, retries: 0,
                    readyAt: isReadyAgain ? Self.start : nil, finishedAt: isReadyAgain ? nil : Self.start))
        }
    }

    /// Writes the log and the summary of an attempt, as its supervisor would.
    func write(log: String, summary: String? = nil, of job: JobRecord) throws {
        let directory = engine.directory(of: job.id, attempt: job.attempt)
        try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
        let writer = try LogWriter(directory)
        try writer.begin(step: 0)
        try writer.write(log)
        try writer.synchronize()
        if let summary { try Data(summary.utf8).write(to: URL(filePath: directory.summary)) }
    }
}
