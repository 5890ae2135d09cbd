import FoundationEssentials
import Glibc

/// The URL of a server, checked: `http` or `https`, a host, no user in it.
struct ServerAddress: Sendable, Hashable {
    /// Without a slash at the end.
    let text: String
    let isEncrypted: Bool
    /// This very machine: nobody else sees what is sent.
    let isLoopback: Bool

    /// - Throws: ``CommandError`` that says what an address looks like.
    init(_ text: String) throws(CommandError) {
        let wrong = CommandError(
            .invalid,
            "'\(text)' is not a server's address: it looks like http://127.0.0.1:8080 or https://ci.example.org")
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host(), !host.isEmpty, url.user == nil, url.query == nil, url.fragment == nil
        else { throw wrong }
        var trimmed = text
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.text = trimmed
        isEncrypted = scheme == "https"
        isLoopback = Self.isLoopback(host)
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        var four = in_addr()
        if inet_pton(AF_INET, bare, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        return bare == "::1"
    }
}
