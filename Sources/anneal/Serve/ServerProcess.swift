import Core
import Engine
import Executors
import Foundation
import Glibc
import Logging
import Server
import ServiceLifecycle
import UnixSignals

/// A server as one process: engine and HTTP side under one life cycle.
struct ServerProcess: Sendable {
    var settings: Settings
    var logger: Logger

    /// - Parameter whenReady: is handed the engine and the server's address once hooks are accepted.
    func run(whenReady: @escaping @Sendable (Engine, String) async -> Void = { _, _ in }) async throws {
        // Supervisors outlive us and are nobody's to wait for: the kernel reaps them.
        signal(SIGCHLD, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        // Files that we make are ours alone; jobs get the usual mask from their supervisor.
        umask(0o077)
        let data = DataDirectory(settings.data)
        let engine = try await Engine(
            configuration: try configuration(data), executor: try Self.executor(settings.executor), logger: logger)
        // Of a server that was killed: nobody listens there.
        try? FileManager.default.removeItem(atPath: data.address)
        let token = try AdminToken.readOrMake(at: data.adminToken)
        let (listening, isListening) = AsyncStream.makeStream(of: Never.self)
        let server = AnnealServer(
            engine: engine,
            configuration: ServerConfiguration(
                host: settings.host, port: settings.port, adminToken: token, publicRead: settings.publicRead,
                version: Version.current),
            logger: logger
        ) { port in
            let address = "http://\(settings.host.contains(":") ? "[\(settings.host)]" : settings.host):\(port)"
            engine.isListening(at: address)
            isListening.finish()
            try? Data((address + "\n").utf8).write(to: URL(fileURLWithPath: data.address), options: .atomic)
            logger.info("listening", metadata: ["address": "\(address)"])
            await whenReady(engine, address)
        }
        var lifeCycle = ServiceGroupConfiguration(
            services: [
                .init(
                    service: EngineService(engine: engine, listening: listening),
                    successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: server, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: FarewellService(engine: engine), successTerminationBehavior: .gracefullyShutdownGroup)
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // Within five seconds of SIGTERM we are gone: jobs go on, open pages reconnect.
        lifeCycle.maximumGracefulShutdownDuration = .seconds(3)
        try await ServiceGroup(configuration: lifeCycle).run()
        try? FileManager.default.removeItem(atPath: data.address)
    }

    private func configuration(_ data: DataDirectory) throws -> EngineConfiguration {
        EngineConfiguration(
            data: data, concurrency: settings.concurrency, executable: Executable.anneal,
            localPollInterval: .seconds(settings.pollLocal), remotePollInterval: .seconds(settings.pollRemote),
            cancelGrace: .seconds(settings.cancelGrace),
            publicURL: settings.publicURL,
            secrets: try settings.secretsFile.map(SecretsFile.read) ?? [:], workspacePolicy: settings.workspaces,
            actionSources: settings.actionSources, cacheQuota: settings.cacheQuota,
            artifactRetention: .seconds(settings.artifactRetention * 86400))
    }

    static func executor(_ kind: Settings.ExecutorKind) throws -> any Executor {
        switch kind {
        case .process: ProcessExecutor(supervisor: Executable.supervisor)
        case .dummy: DummyExecutor()
        }
    }
}

/// The engine as a service: SIGTERM ends it like a cancelled task.
private struct EngineService: Service {
    let engine: Engine
    /// Ends when the server listens: jobs that start at once have to be told where.
    let listening: AsyncStream<Never>

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            for await _ in listening {}
            guard !Task.isCancelled else { return }
            try await engine.run()
        }
    }
}

/// The last of the services, and so the first to end: no job starts while the HTTP side finishes its answers, and open
/// pages and followed logs do not hold it up.
private struct FarewellService: Service {
    let engine: Engine

    func run() async throws {
        try? await gracefulShutdown()
        engine.drain()
        engine.feed.finish()
    }
}
