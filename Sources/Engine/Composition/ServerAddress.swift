import Synchronization

/// Where jobs on this machine, and people, reach the server: known when it listens, for the port may be any free one.
final class ServerAddress: Sendable {
    private let text = Mutex<String?>(nil)
    private let configured: String?

    /// - Parameter publicURL: nil = people use the address where the server listens.
    init(publicURL: String?) {
        configured = publicURL
    }

    var current: String? { text.withLock { $0 } }
    func set(_ address: String) { text.withLock { $0 = address } }

    /// Without a slash at its end.
    var publicURL: String { configured ?? current ?? "" }
}
