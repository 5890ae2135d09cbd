import Core
import Executors
import Foundation
import HTTPTypes
import Hummingbird
import JobProtocol
import Logging
import NIOCore
import NIOEmbedded
import Store

@testable import Engine
@testable import Server

/// The HTTP side over a real engine and a real database in a folder of its own, which goes away with it. Requests go to
/// the router without a socket; the engine's services are not started, so nothing happens but what a test does.
final class TestServer: Sendable {
    static let token = "the token of the test"
    /// As after signing in.
    static let cookie = "anneal_session=" + Session(Secret(token)).make()
    static let hookSecret = "a secret of the hook"

    let folder: String
    let engine: Engine
    let server: AnnealServer

    init(publicRead: Bool = false) async throws {
        folder = NSTemporaryDirectory() + "server-\(UUID().uuidString)"
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        engine = try await Engine(
            configuration: EngineConfiguration(
                data: DataDirectory(folder), concurrency: 1, executable: "/nonexistent/anneal",
                publicURL: "https://ci.example", watchesRefs: false),
            executor: DummyExecutor(), logger: logger)
        server = AnnealServer(
            engine: engine,
            configuration: ServerConfiguration(
                host: "127.0.0.1", port: 0, adminToken: Secret(Self.token), publicRead: publicRead, version: "1.2.3"),
            logger: logger)
    }

    deinit {
        engine.store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// - Parameter token: nil = none.
    func send(
        _ method: HTTPRequest.Method, _ path: String, token: String? = TestServer.token, _ headers: HTTPFields = [:],
        body: String? = nil
    ) async throws -> Answer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer " + token }
        if let body { headers[.contentLength] = String(body.utf8.count) }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let context = BasicRequestContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: server.logger))
        let response = try await server.router().buildResponder().respond(to: request, context: context)
        let collector = BodyCollector()
        try await response.body.write(collector)
        return Answer(status: response.status, headers: response.headers, body: collector.bytes)
    }

    func get(_ path: String, token: String? = TestServer.token, _ headers: HTTPFields = [:]) async throws
        -> Answer
    {
        try await send(.get, path, token: token, headers)
    }

    func post(_ path: String, _ body: Value, token: String? = TestServer.token) async throws -> Answer {
        try await send(.post, path, token: token, [.contentType: "application/json"], body: body.json())
    }

    /// As a browser with the session cookie sends a form.
    func submit(_ path: String, _ form: String = "", _ headers: HTTPFields) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        if headers[.cookie] == nil { headers[.cookie] = Self.cookie }
        return try await send(.post, path, token: nil, headers, body: form)
    }
}
