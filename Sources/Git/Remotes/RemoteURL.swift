/// Where a repository comes from. Only forms that cannot run a program or reach further than they say are accepted:
/// an absolute path, `file://`, `https://`, `http://` to this machine, `ssh://` and `user@host:path`.
public struct RemoteURL: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case local(path: String)
        case http(host: String)
        case ssh(host: String)
    }

    public let kind: Kind
    /// As it may be shown and written into a workspace's configuration: without user and password for HTTP.
    public let text: String

    /// - Throws: `refusedURL`, saying what is accepted.
    public init(_ url: String) throws(GitError) {
        guard !url.isEmpty, url.utf8.count <= 4096,
            url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) || url.hasPrefix("/"),
            !url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f })
        else {
            throw Self.refused("it is empty, longer than 4096 bytes, or has spaces or control characters in it")
        }
        if url.hasPrefix("/") {
            (kind, text) = (.local(path: url), url)
        } else if let separator = url.firstRange(of: "://") {
            let scheme = url[..<separator.lowerBound].lowercased()
            (kind, text) = try Self.parse(scheme: scheme, rest: url[separator.upperBound...])
        } else if let scp = Self.scpHost(url) {
            (kind, text) = (.ssh(host: scp), url)
        } else {
            throw Self.refused("'\(url)' is neither an absolute path nor a URL")
        }
    }

    private static func parse(scheme: String, rest: Substring) throws(GitError) -> (Kind, String) {
        switch scheme {
        case "file":
            guard let slash = rest.firstIndex(of: "/"), rest[..<slash].isEmpty || rest[..<slash] == "localhost" else {
                throw refused("a file:// URL names no other host: write file:///absolute/path")
            }
            let path = try decoded(rest[slash...])
            return (.local(path: path), "file://" + rest[slash...])
        case "https", "http":
            let (user, host, tail) = try authority(rest)
            guard scheme == "https" || isLoopback(host) else {
                throw refused(
                    "http:// sends everything in the clear and is accepted for this machine only: use https://")
            }
            guard user?.contains(":") != true else {
                throw refused("a password or token in the URL would end up in logs: give it as a credential")
            }
            return (.http(host: host), "\(scheme)://\(tail)")
        case "ssh":
            let (user, host, tail) = try authority(rest)
            guard user?.contains(":") != true else { throw refused("a password in the URL: use a key") }
            return (.ssh(host: host), "ssh://" + (user.map { $0 + "@" } ?? "") + tail)
        default:
            throw refused("the scheme '\(scheme)://'")
        }
    }

    /// Splits `user@host:port/path`; the tail is everything behind the user.
    private static func authority(
        _ rest: Substring
    ) throws(GitError) -> (user: String?, host: String, tail: Substring) {
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        let at = rest[..<end].lastIndex(of: "@")
        let user = at.map { String(rest[..<$0]) }
        let tail = at.map { rest[rest.index(after: $0)...] } ?? rest
        let hostAndPort = tail[..<(tail.firstIndex(of: "/") ?? tail.endIndex)]
        let host: Substring
        if hostAndPort.hasPrefix("["), let bracket = hostAndPort.firstIndex(of: "]") {
            host = hostAndPort[...bracket]
        } else {
            host = hostAndPort.prefix { $0 != ":" }
        }
        // A host or user that begins with a dash is read as an option by programs further down the line.
        guard !host.isEmpty, !host.hasPrefix("-"), user?.hasPrefix("-") != true else {
            throw refused("it names no valid host")
        }
        return (user, host.lowercased(), tail)
    }

    private static func scpHost(_ url: String) -> String? {
        guard let colon = url.firstIndex(of: ":"), !url[..<colon].contains("/"), url.index(after: colon) < url.endIndex,
            let at = url[..<colon].lastIndex(of: "@")
        else { return nil }
        let (user, host) = (url[..<at], url[url.index(after: at)..<colon])
        guard !user.isEmpty, !host.isEmpty, !user.hasPrefix("-"), !host.hasPrefix("-") else { return nil }
        return host.lowercased()
    }

    static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isFour = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "[::1]" || (isFour && parts[0] == "127")
    }

    private static func decoded(_ path: Substring) throws(GitError) -> String {
        var bytes: [UInt8] = []
        var rest = path.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(Substring(rest.prefix(2))), radix: 16), rest.count >= 2, value != 0 else {
                throw refused("'\(path)' has a '%' that is not followed by two hexadecimal digits")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func refused(_ reason: String) -> GitError {
        GitError(
            .refusedURL,
            "refused repository URL: \(reason). Accepted are an absolute path, file://, https://, ssh://, user@host:path,"
                + " and http:// to this machine")
    }
}

extension RemoteURL: CustomStringConvertible {
    public var description: String { text }
}
