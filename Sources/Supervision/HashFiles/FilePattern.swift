import Core

/// A glob of `hashFiles()`, as GitHub's: `*` and `?` within a name, `**` over folders, `[…]` classes, `!` before a
/// pattern takes files out again. Relative to the workspace; a pattern that names a folder means all below it.
struct FilePattern {
    var isExclusion: Bool
    private var segments: [[UInt8]]
    /// What stands between the `**` of it.
    private var groups: [ArraySlice<[UInt8]>]

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
        (segments, groups) = ([], [])
        for part in rest.split(separator: "/") where part != "." {
            guard part != ".." else {
                throw SupervisionError(.step, "hashFiles() looks at the workspace alone; `\(text)` has a `..`")
            }
            if part != "**" || segments.last.map({ $0 != Self.anyFolders }) ?? true {
                segments.append(Array(part.utf8))
            }
        }
        groups = segments.split(separator: Self.anyFolders, omittingEmptySubsequences: false)
    }

    private static let anyFolders = Array("**".utf8)

    /// Takes no longer than the product of the lengths.
    ///
    /// - Parameter path: the names from the workspace down.
    func matches(_ path: [[UInt8]]) -> Bool {
        var rest = path[...]
        for (index, group) in groups.enumerated() {
            // The first place that fits will do for all that follows: a pattern that is used up by a folder means
            // everything below it, so that nothing has to fit the path's end.
            let last = index == 0 ? rest.startIndex : rest.endIndex - group.count
            guard rest.count >= group.count,
                let start = (rest.startIndex...last).first(where: { Self.fits(group, rest[$0...]) })
            else { return false }
            rest = rest[(start + group.count)...]
        }
        return segments.last != Self.anyFolders || !rest.isEmpty
    }

    private static func fits(_ group: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        zip(group, path).allSatisfy { NameGlob.matches($0[...], $1[...]) }
    }

    /// Whether something below this folder could match: what can't is not walked.
    func mayMatch(below folder: [[UInt8]]) -> Bool {
        for (segment, name) in zip(segments, folder) {
            if segment == Self.anyFolders { return true }
            guard NameGlob.matches(segment[...], name[...]) else { return false }
        }
        return true
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return self[...last].drop { $0.isWhitespace }
    }
}
