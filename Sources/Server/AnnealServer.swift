public import Engine
import Glibc
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// The HTTP side of an engine: hooks, API, pages, live updates. Each route decodes, calls one function, encodes.
public struct AnnealServer: Service {
    let engine: Engine
    let configuration: ServerConfiguration
    let logger: Logger
    let onListening: @Sendable (Int) async -> Void

    /// A sender that leaves a connection silent for this long is cut off: webhooks are sent in one go, and forges give
    /// up after ten seconds themselves.
    private static let idleTimeout: TimeAmount = .seconds(20)

    /// - Parameter onListening: is told the port once connections are accepted.
    public init(
        engine: Engine, configuration: ServerConfiguration, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.engine = engine
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
    }

    public func run() async throws {
        let application = Application(
            router: router(),
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "anneal"),
            onServerRunning: { [onListening] channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError where [EADDRINUSE, EADDRNOTAVAIL, EACCES].contains(error.errnoCode) {
            let address = "\(configuration.host):\(configuration.port)"
            throw ListenError(
                description: "cannot listen on \(address): \(String(cString: strerror(error.errnoCode))); "
                    + "choose another address with --listen HOST:PORT, or end what listens there")
        }
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.addMiddleware {
            SecurityHeaders()
            Access(configuration: configuration, engine: engine)
        }
        HealthRoutes(engine: engine).register(in: router)
        HookRoutes(intake: engine.intake).register(in: router)
        for endpoint in API.endpoints(engine: engine, configuration: configuration) {
            endpoint.register(in: router, engine: engine)
        }
        Pages(engine: engine, configuration: configuration).register(in: router)
        return router
    }
}
