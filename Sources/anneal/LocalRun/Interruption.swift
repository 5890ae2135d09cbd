import Dispatch
import Glibc
import Synchronization

/// Ctrl-C, `kill`, and a terminal that is closed: each asks for an orderly end, in which `always()` steps still run.
///
/// A signal that comes before somebody handles it is not lost. One that the process was started to ignore (`nohup`) stays
/// ignored.
final class Interruption {
    typealias Handler = @Sendable (_ signal: String) async -> Void

    /// What came, and who is to know.
    private final class Post: Sendable {
        private struct State {
            var received: String?
            var handler: Handler?
        }

        private let state = Mutex(State())

        func receive(_ name: String) {
            let handler = state.withLock { state in
                state.received = name
                return state.handler
            }
            if let handler { Task { await handler(name) } }
        }

        func handle(_ handler: @escaping Handler) {
            let received = state.withLock { state in
                state.handler = handler
                return state.received
            }
            if let received { Task { await handler(received) } }
        }
    }

    private let post = Post()
    private var sources: [(number: Int32, source: any DispatchSourceSignal)] = []

    init() {
        for (number, name) in [(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP")]
        where !Self.isIgnored(number) {
            // Else the signal would end us before its source hears of it. Jobs are started with every signal as it was.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { [post] in post.receive(name) }
            source.resume()
            sources.append((number, source))
        }
    }

    /// Who does what an interruption asks for, from now on.
    func handle(_ handler: @escaping Handler) { post.handle(handler) }

    /// Signals do again what they did before.
    func end() {
        for (number, source) in sources {
            signal(number, SIG_DFL)
            source.cancel()
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN as __sighandler_t?, to: Int.self)
    }
}
