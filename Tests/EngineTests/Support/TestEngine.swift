import Core
import Crypto
import Engine
import Executors
import Foundation
import Integrations
import JobProtocol
import Logging
import Store
import Testing

/// A real engine with a real database, jobs played by the dummy executor, and a clock that the test turns.
///
/// It may be stopped and started again on the same folder, as a server is.
final class TestEngine {
    static let secret = "a secret of the hook"

    let folder: ScratchFolder
    let time: MockTime
    let configuration: EngineConfiguration
    private(set) var engine: Engine
    private let executor: any Executor
    private var task: Task<Void, any Error>?

    /// - Parameter concurrency: jobs at a time.
    init(
        concurrency: Int = 4, time: MockTime = MockTime(), executor: any Executor = DummyExecutor(),
        configure: (inout EngineConfiguration) -> Void = { _ in }
    ) async throws {
        folder = try ScratchFolder()
        self.time = time
        var configuration = EngineConfiguration(
            data: DataDirectory(folder.path + "/data"), concurrency: concurrency, executable: "/bin/false",
            publicURL: "http://anneal.example", watchesRefs: false)
        configure(&configuration)
        self.configuration = configuration
        self.executor = executor
        engine = try await Self.make(configuration, executor, time)
        await run()
    }

    private static func make(
        _ configuration: EngineConfiguration, _ executor: any Executor, _ time: MockTime
    ) async throws -> Engine {
        try await Engine(
            configuration: configuration, executor: executor, time: time,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func run() async {
        let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
        let engine = engine
        task = Task { try await engine.run { continuation.finish() } }
        for await _ in ready {}
    }

    /// As SIGTERM does it: jobs that run go on.
    func stop() async throws {
        task?.cancel()
        try await task?.value
        task = nil
    }

    func restart() async throws {
        try await stop()
        engine = try await Self.make(configuration, executor, time)
        await run()
    }

    // MARK: Repositories

    func repository(_ name: String = "acme/weather", workflows: [String: String] = [:]) async throws -> TestRepository {
        let git = try GitRepository(at: folder.path + "/repositories/" + name)
        if !workflows.isEmpty {
            try git.commit(
                Dictionary(uniqueKeysWithValues: workflows.map { (".anneal/workflows/\($0.key)", $0.value) }))
        }
        let record = try await engine.addRepository(
            NewRepository(name: name, url: git.path, forge: "github", webhookSecret: Secret(Self.secret)))
        return TestRepository(git: git, record: record)
    }

    /// The event of a push of `main`, as the watcher would tell of it.
    @discardableResult
    func push(_ repository: TestRepository, before: CommitSHA? = nil, ref: GitRef = .branch("main")) async throws
        -> EventID
    {
        try await engine.submit(
            Event(
                kind: .push, repository: repository.record.id, source: .request, ref: ref, before: before,
                after: try repository.git.head(ref.name), actor: "ada", payload: ["ref": .string(ref.name)],
                receivedAt: time.now()))
    }

    func deliver(_ delivery: Delivery) async -> IntakeAnswer { await engine.intake.receive(delivery, from: .github) }

    /// A file whose existence lets dummy jobs go that wait for it.
    func gate(_ name: String = "gate") -> String { folder.path + "/" + name }

    func open(_ gate: String) { _ = FileManager.default.createFile(atPath: gate, contents: nil) }

    // MARK: Waiting

    /// The first answer of `look` that is not nil; looks whenever the engine says that something changed.
    func wait<Answer: Sendable>(_ look: @escaping @Sendable (Reader) throws -> Answer?) async throws -> Answer {
        let changes = engine.feed.changes()
        if let answer = try await engine.store.read(look) { return answer }
        for await _ in changes {
            if let answer = try await engine.store.read(look) { return answer }
        }
        throw CancellationError()
    }

    func read<Answer: Sendable>(_ look: @escaping @Sendable (Reader) throws -> Answer) async throws -> Answer {
        try await engine.store.read(look)
    }

    func decided(_ event: EventID) async throws -> [DecisionRecord] {
        try await wait { reader in
            guard try reader.event(event)?.state == .decided else { return nil }
            return try reader.decisions(of: event)
        }
    }

    /// The one run that an event starts, over.
    @discardableResult
    func finished(_ event: EventID) async throws -> FinishedRun {
        let run = try #require(try await decided(event).compactMap(\.run).first)
        return try await finished(run)
    }

    func finished(_ run: RunID) async throws -> FinishedRun {
        try await wait { reader in
            guard let record = try reader.run(run), record.state == .completed else { return nil }
            return FinishedRun(record: record, jobs: try reader.jobs(of: run))
        }
    }

    /// All jobs of a run in these states.
    func jobs(of run: RunID, are states: [String: JobState]) async throws -> [JobRecord] {
        try await wait { reader in
            let jobs = try reader.jobs(of: run)
            return jobs.allSatisfy { states[$0.key] == nil || states[$0.key] == $0.state } ? jobs : nil
        }
    }
}

struct TestRepository: Sendable {
    var git: GitRepository
    var record: RepositoryRecord
}

struct FinishedRun: Sendable {
    var record: RunRecord
    var jobs: [JobRecord]

    var conclusions: [String: Conclusion] {
        jobs.reduce(into: [:]) { all, job in all[job.key] = job.conclusion }
    }

    func job(_ key: String) throws -> JobRecord { try #require(jobs.first { $0.key == key }) }
}
