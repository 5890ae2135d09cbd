import Actions
import Core
import Engine
import Executors
import Foundation
import Glibc
import Logging

/// The same engine as a server's, for as long as a command runs, without hooks and pages.
enum LocalEngine {
    static func with<Result: Sendable>(
        _ data: DataDirectory, secrets: [String: Secret] = [:], job: String? = nil, seed: UInt32? = nil,
        concurrency: Int? = nil, sources: ActionSources = .standard,
        executor: Settings.ExecutorKind = .process, _ body: @escaping @Sendable (Engine) async throws -> Result
    ) async throws -> Result {
        signal(SIGCHLD, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        var logger = Logger(label: "anneal") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let engine: Engine
        do {
            engine = try await Engine(
                configuration: EngineConfiguration(
                    data: data, concurrency: concurrency ?? ProcessInfo.processInfo.activeProcessorCount,
                    executable: Executable.anneal, cancelGrace: .seconds(10), publicURL: "http://localhost",
                    secrets: secrets, handsSecretsToForks: true, workspacePolicy: .remove, selectedJob: job, seed: seed,
                    actionSources: sources,
                    watchesRefs: false, keepsSchedules: false, endsLeftovers: true, servesAPI: false),
                executor: try ServerProcess.executor(executor), logger: logger)
        } catch let error as EngineError {
            throw Failure.couldNotRun(
                error.code == .locked ? "another 'anneal run' or 'anneal plan' works on this repository" : error.message
            )
        }
        // What an earlier command left has to be out of the way before anything is asked for.
        let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await engine.run { continuation.finish() }
                return nil
            }
            group.addTask {
                for await _ in ready {}
                try Task.checkCancellation()
                return try await body(engine)
            }
            while let result = try await group.next() {
                guard let result else { continue }
                group.cancelAll()
                return result
            }
            throw CancellationError()
        }
    }
}
