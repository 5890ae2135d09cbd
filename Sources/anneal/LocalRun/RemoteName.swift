/// `owner/name` of a repository at a forge, as the URL of a remote has it: `https://forge/owner/name.git`,
/// `ssh://git@forge:22/owner/name`, `git@forge:owner/name.git`. Groups within groups stay.
struct RemoteName {
    let text: String

    /// - Returns: nil for a path on this machine, and for what has no owner.
    init?(_ url: String) {
        let path: Substring
        if let mark = url.firstRange(of: "://") {
            guard ["https", "http", "ssh", "git", "git+ssh", "ssh+git"].contains(url[..<mark.lowerBound].lowercased())
            else { return nil }
            path = url[mark.upperBound...].drop { $0 != "/" }
        } else {
            guard let colon = url.firstIndex(of: ":"), colon != url.startIndex, !url[..<colon].contains("/") else {
                return nil
            }
            path = url[url.index(after: colon)...]
        }
        var parts = path.split(separator: "/")
        if let last = parts.last, last.hasSuffix(".git") { parts[parts.count - 1] = last.dropLast(4) }
        guard parts.count >= 2, parts.allSatisfy(Self.isName) else { return nil }
        text = parts.joined(separator: "/")
    }

    /// It becomes the name of a folder, and part of names that jobs make up.
    private static func isName(_ part: Substring) -> Bool {
        !part.isEmpty && part != "." && part != ".."
            && part.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || "-_.".unicodeScalars.contains(scalar))
            }
    }
}
