/// Looks at one line of `.gitmodules` for what has been used to break out of a repository.
enum SubmoduleLine {
    /// Why the line is refused, as a clause; nil when it is fine.
    static func objection(to line: String) -> String? {
        let line = line.trimmed
        if line.lowercased().hasPrefix("[submodule"), let open = line.firstIndex(of: "\""),
            let close = line.lastIndex(of: "\""), open < close
        {
            // In a quoted name a backslash only makes the next character plain, so `.\.` is `..`.
            let name = line[line.index(after: open)..<close].replacing("\\", with: "")
            let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" }
            if parts.contains("..") || name.hasPrefix("/") || name.hasPrefix("-") || name.isEmpty {
                return "names a submodule \(name.debugDescription), which leads out of the repository"
            }
        }
        let pair = line.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        guard pair.count == 2, ["path", "url"].contains(pair[0].lowercased()) else { return nil }
        let value = pair[1].replacing("\"", with: "")
        if value.hasPrefix("-") {
            return "has a submodule whose \(pair[0]) is read as an option: \(value.debugDescription)"
        }
        if pair[0].lowercased() == "path", value.split(separator: "/").contains("..") || value.hasPrefix("/") {
            return "has a submodule whose path leads out of the repository: \(value.debugDescription)"
        }
        return nil
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
