import Synchronization

/// Where jobs on this machine reach the server: known when it listens, for the port may be any free one.
final class ServerAddress: Sendable {
    private let text = Mutex<String?>(nil)

    var current: String? { text.withLock { $0 } }
    func set(_ address: String) { text.withLock { $0 = address } }
}
