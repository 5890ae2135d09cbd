import Actions
import Core
import Engine
import Executors
import Foundation
import Glibc
import Logging
import Store

/// The same engine as a server's, for as long as a command runs, without hooks and pages.
///
/// Nothing outlives the command on purpose: what a killed one left is ended before the next one does anything.
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
                    watchesRefs: false, keepsSchedules: false, eventTries: 1, announcesRuns: false, servesAPI: false),
                executor: try ServerProcess.executor(executor), logger: logger)
        } catch let error as EngineError {
            throw Failure.couldNotRun(
                error.code == .locked ? "another 'anneal run' or 'anneal plan' works on this repository" : error.message
            )
        }
        let leftovers = try await engine.endLeftovers(because: "the 'anneal run' that asked for it was killed")
        tell(of: leftovers)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await engine.run()
                return nil
            }
            group.addTask {
                for run in leftovers.runs {
                    if try await engine.isOpen(run.id) {
                        Failure.note("waiting for the always() steps of run \(run.id)")
                    }
                    try await engine.settled(run.id)
                }
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

    private static func tell(of leftovers: Leftovers) {
        for run in leftovers.runs {
            let file = (run.workflowPath as NSString).lastPathComponent
            Failure.note("an earlier 'anneal run' was killed: its run \(run.id) of \(Console.safe(file)) was cancelled")
        }
        if leftovers.events > 0 {
            Failure.note("an earlier 'anneal run' was killed before it had decided what to run: none of it runs")
        }
    }
}
