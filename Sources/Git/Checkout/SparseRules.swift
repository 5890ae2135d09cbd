import Core

/// Which files of a commit a sparse checkout lays out; the others are in the index only.
public struct SparseRules: Hashable, Sendable {
    /// As the user wrote them.
    public let lines: [String]
    /// Folders, with all that is in them and the files that lie on the way to them; otherwise patterns of the kind that
    /// `.gitignore` knows.
    public let isCone: Bool

    private struct Rule: Hashable, Sendable {
        var parts: [[UInt8]]
        var isNegated: Bool
        var isAnchored: Bool
        var folderOnly: Bool
    }

    private let rules: [Rule]

    /// - Throws: `invalidName` for a line that leads out of the repository.
    public init(_ lines: [String], isCone: Bool) throws(GitError) {
        var rules: [Rule] = []
        for line in lines {
            var text = line[...]
            let isNegated = !isCone && text.hasPrefix("!")
            if isNegated { text = text.dropFirst() }
            let folderOnly = text.hasSuffix("/")
            let parts = text.split(separator: "/").map { Array($0.utf8) }
            guard !parts.contains([0x2E, 0x2E]), !line.contains("\n") else {
                throw GitError(.invalidName, "the sparse-checkout line '\(line)' leads out of the repository")
            }
            rules.append(
                Rule(
                    parts: parts.filter { $0 != [0x2E] }, isNegated: isNegated,
                    isAnchored: text.hasPrefix("/") || parts.count > 1, folderOnly: folderOnly))
        }
        (self.lines, self.isCone, self.rules) = (lines, isCone, rules)
    }

    /// - Parameter path: of a file.
    func includes(_ path: GitPath) -> Bool {
        let parts = path.bytes.split(separator: UInt8(ascii: "/")).map { Array($0) }
        if isCone {
            let folder = parts.dropLast()
            return folder.isEmpty
                || rules.contains { rule in folder.starts(with: rule.parts) || rule.parts.starts(with: folder) }
        }
        var isIncluded = false
        for rule in rules where Self.matches(rule, parts) { isIncluded = !rule.isNegated }
        return isIncluded
    }

    /// The file itself, or a folder on the way to it.
    private static func matches(_ rule: Rule, _ path: [[UInt8]]) -> Bool {
        for count in 1...path.count where count < path.count || !rule.folderOnly {
            let part = path[..<count]
            if rule.isAnchored ? matches(rule.parts[...], part) : matches(rule.parts[...], part.suffix(1)) {
                return true
            }
        }
        return false
    }

    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        guard let part = pattern.first else { return path.isEmpty }
        if part == Array("**".utf8) {
            return (path.startIndex...path.endIndex).contains { matches(pattern.dropFirst(), path[$0...]) }
        }
        guard let name = path.first, NameGlob.matches(part[...], name[...]) else { return false }
        return matches(pattern.dropFirst(), path.dropFirst())
    }

    /// The file `info/sparse-checkout`, as git writes it.
    var fileText: String {
        guard isCone else { return lines.joined(separator: "\n") + "\n" }
        var text = "/*\n!/*/\n"
        var parents: Set<String> = []
        for rule in rules where !rule.parts.isEmpty {
            let parts = rule.parts.map { String(decoding: $0, as: UTF8.self) }
            for count in 1..<max(parts.count, 1) {
                let parent = "/" + parts[..<count].joined(separator: "/") + "/"
                if parents.insert(parent).inserted { text += "\(parent)\n!\(parent)*/\n" }
            }
            text += "/" + parts.joined(separator: "/") + "/\n"
        }
        return text
    }
}
