import Core

/// A glob of `hashFiles()`, as GitHub's: `*` and `?` within a name, `**` over folders, `[…]` classes, `!` before a
/// pattern takes files out again. Relative to the workspace; a pattern that names a folder means all below it.
struct FilePattern {
    var isExclusion: Bool
    private var segments: [[UInt8]]

    /// - Returns: nil for an empty line or a comment.
    init?(_ text: String, workspace: String) throws {
        var rest = text[...].trimmingSpaces
        isExclusion = false
        while rest.hasPrefix("!") {
            isExclusion.toggle()
            rest = rest.dropFirst().trimmingSpaces
        }
        guard !rest.isEmpty, !rest.hasPrefix("#") else { return nil }
        if rest.hasPrefix("/") {
            guard rest == workspace || rest.hasPrefix(workspace + "/") else {
                throw SupervisionError(.step, "hashFiles() looks at the workspace alone; `\(text)` is outside of it")
            }
            rest = rest.dropFirst(workspace.count)
        }
        segments = []
        for part in rest.split(separator: "/") where part != "." {
            guard part != ".." else {
                throw SupervisionError(.step, "hashFiles() looks at the workspace alone; `\(text)` has a `..`")
            }
            if part != "**" || segments.last.map({ $0 != Self.anyFolders }) ?? true {
                segments.append(Array(part.utf8))
            }
        }
    }

    private static let anyFolders = Array("**".utf8)

    /// - Parameter path: the names from the workspace down.
    func matches(_ path: [[UInt8]]) -> Bool {
        Self.matches(segments[...], path[...])
    }

    /// Whether something below this folder could match: what can't is not walked.
    func mayMatch(below folder: [[UInt8]]) -> Bool {
        for (segment, name) in zip(segments, folder) {
            if segment == Self.anyFolders { return true }
            guard NameGlob.matches(segment[...], name[...]) else { return false }
        }
        return true
    }

    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        // Used up by a folder: everything below it is meant.
        guard let segment = pattern.first else { return true }
        if segment == anyFolders {
            if pattern.count == 1 { return !path.isEmpty }
            return path.indices.contains { matches(pattern.dropFirst(), path[$0...]) }
        }
        guard let name = path.first, NameGlob.matches(segment[...], name[...]) else { return false }
        return matches(pattern.dropFirst(), path.dropFirst())
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return self[...last].drop { $0.isWhitespace }
    }
}
