import Hummingbird
import Logging

/// The HTTP server we stand on, saying a word: what no route of ours can be quicker than.
enum Hello {
    static func run(port: Int) async throws {
        let router = Router(context: BasicRequestContext.self)
        router.get("/") { _, _ in "hello" }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: Logger(label: "hello") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }
}
