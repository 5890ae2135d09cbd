extension HTTPRequest {
    /// The URL for messages: without user, password, query and fragment, which may hold secrets.
    var displayURL: String {
        var text = url.prefix { $0 != "?" && $0 != "#" }
        if let mark = text.firstRange(of: "://") {
            let authority = text[mark.upperBound...].prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") { text.removeSubrange(mark.upperBound...at) }
        }
        return String(text.prefix(500))
    }

    /// A proxy of the environment is not for servers on this machine.
    var isLoopback: Bool {
        guard let mark = url.firstRange(of: "://") else { return false }
        let authority = url[mark.upperBound...].prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@").last ?? authority
        return host.hasPrefix("127.") || host.hasPrefix("[::1]")
            || host.prefix { $0 != ":" }.lowercased() == "localhost"
    }

    /// Refuses what could smuggle a second header or request, or end a C string early.
    func validate() throws(TransferError) {
        guard !method.isEmpty, method.utf8.allSatisfy(Self.isTokenByte) else {
            throw TransferError(.invalidRequest, "'\(method)' is not an HTTP method")
        }
        guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw TransferError(
                .invalidRequest, "The URL \(displayURL.debugDescription) holds a space or control character")
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard ["http", "https"].contains(scheme), url.dropFirst(scheme.count).hasPrefix("://") else {
            throw TransferError(
                .invalidRequest, "The URL \(displayURL.debugDescription) does not begin with http:// or https://")
        }
        for header in headers {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(Self.isTokenByte) else {
                throw TransferError(.invalidRequest, "\(header.name.debugDescription) is not a header's name")
            }
            guard !header.value.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
                throw TransferError(.invalidRequest, "The value of the header \(header.name) holds a line break or NUL")
            }
        }
        if let unixSocket, unixSocket.isEmpty || unixSocket.utf8.contains(0) {
            throw TransferError(.invalidRequest, "\(unixSocket.debugDescription) is not a socket's path")
        }
    }

    /// RFC 9110's `tchar`.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
