/// A remote's URL taken apart so that its many spellings can be compared:
/// `https://user@host/a/b.git/`, `ssh://git@host:22/a/b`, `git@host:a/b.git`, `file:///a/b`, `/a/b`.
struct RemoteAddress: Hashable, Sendable {
    enum Transport: Hashable, Sendable { case web, ssh, git, file }

    var transport: Transport
    /// Lower-cased; empty for a file.
    var host: String
    /// nil for the transport's usual one.
    var port: Int?
    /// `git@host:a/b` can't say a port; the user's ssh configuration may.
    var hasOpenPort = false
    /// Without slashes at its ends and without `.git`.
    var path: String

    /// - Returns: nil for what is none of the forms above.
    init?(_ url: String) {
        // Longer than any server accepts; keeps a hostile body from making comparisons dear.
        guard !url.isEmpty, url.utf8.count <= 4096 else { return nil }
        let utf8 = url.utf8
        if let mark = Self.find("://", in: url) {
            let scheme = url[..<mark].lowercased()
            let rest = url[url.index(mark, offsetBy: 3)...]
            switch scheme {
            case "https", "http": transport = .web
            case "ssh", "git+ssh", "ssh+git": transport = .ssh
            case "git": transport = .git
            case "file": transport = .file
            default: return nil
            }
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            path = String(rest[slash...])
            guard let authority = Self.split(authority: rest[..<slash]) else { return nil }
            host = transport == .file ? "" : authority.host
            port = Self.usualPorts[scheme] == authority.port ? nil : authority.port
            guard transport == .file || !host.isEmpty else { return nil }
            path = Self.decodePercents(path)
        } else if let colon = utf8.firstIndex(of: UInt8(ascii: ":")), !url[..<colon].contains("/"),
            colon != url.startIndex
        {
            transport = .ssh
            guard let authority = Self.split(authority: url[..<colon]), !authority.host.isEmpty else { return nil }
            (host, port, hasOpenPort) = (authority.host, nil, true)
            path = String(url[url.index(after: colon)...])
        } else {
            (transport, host, port, path) = (.file, "", nil, url)
        }
        path = Self.trim(path)
        guard !path.isEmpty else { return nil }
    }

    /// Forges serve one repository under several transports, and its name in any letter case; files are as they are.
    func isSamePlace(as other: RemoteAddress) -> Bool {
        guard transport != .file, other.transport != .file else {
            return transport == other.transport && path == other.path
        }
        return host == other.host
            && (transport != other.transport || port == other.port || hasOpenPort || other.hasOpenPort)
            && path.lowercased() == other.path.lowercased()
    }

    private static let usualPorts = ["https": 443, "http": 80, "ssh": 22, "git+ssh": 22, "ssh+git": 22, "git": 9418]

    private static func find(_ needle: String, in text: String) -> String.Index? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].hasPrefix(needle) else {
            return nil
        }
        return colon
    }

    private static func split(authority: Substring) -> (host: String, port: Int?)? {
        var rest = authority
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        var port: Int?
        // The colons inside an IPv6 address's brackets are no port's.
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            let digits = rest[rest.index(after: colon)...]
            if !digits.isEmpty {
                guard let number = UInt16(digits) else { return nil }
                port = Int(number)
            }
            rest = rest[..<colon]
        }
        return (rest.lowercased(), port)
    }

    private static func trim(_ path: String) -> String {
        var rest = path[...]
        while rest.hasPrefix("/") { rest.removeFirst() }
        while rest.hasSuffix("/") { rest.removeLast() }
        if rest.hasSuffix(".git") { rest.removeLast(4) }
        while rest.hasSuffix("/") { rest.removeLast() }
        return String(rest)
    }

    private static func decodePercents(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            let pair = rest.prefix(2)
            if byte == UInt8(ascii: "%"), pair.count == 2, let code = Hex.decode(pair) {
                bytes += code
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
