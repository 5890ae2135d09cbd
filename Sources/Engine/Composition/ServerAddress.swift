import Foundation
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

    /// Without a slash at its end. Nobody elsewhere reaches "any address of this machine": its name stands there.
    var publicURL: String { configured ?? current.map(Self.named) ?? "" }

    private static func named(_ address: String) -> String {
        for anywhere in ["http://0.0.0.0:", "http://[::]:"] where address.hasPrefix(anywhere) {
            return "http://\(ProcessInfo.processInfo.hostName):\(address.dropFirst(anywhere.count))"
        }
        return address
    }
}
