import Core

/// A line of an action's `path` input: an absolute or relative path or glob, `~` for the home folder, `!` for what is
/// taken out again. A pattern that names a folder means all below it.
public struct PathPattern: Hashable, Sendable {
    public let isExclusion: Bool
    /// The names from `/` down.
    let parts: [[UInt8]]
    /// So many of the parts, from the first on, are names and no globs.
    let literals: Int

    /// - Parameters:
    ///   - workspace: what relative patterns begin in.
    ///   - home: what `~` stands for.
    /// - Returns: nil for an empty line and for a comment.
    public init?(_ line: String, workspace: String, home: String) throws(ArtifactsError) {
        var text = line[...].trimmed
        var isExclusion = false
        while text.hasPrefix("!") {
            isExclusion.toggle()
            text = text.dropFirst().trimmed
        }
        guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
        guard !text.utf8.contains(0) else { throw ArtifactsError(.invalid, "a path has a zero byte in it") }
        self.isExclusion = isExclusion
        var base = workspace
        if text.hasPrefix("/") {
            base = "/"
        } else if text == "~" || text.hasPrefix("~/") {
            base = home
            text = text.dropFirst()
        }
        var parts = base.split(separator: "/").map { Array($0.utf8) }
        var literals = parts.count
        for part in text.split(separator: "/") where part != "." {
            if part == ".." {
                guard literals == parts.count else {
                    throw ArtifactsError(.invalid, "the path '\(line)' has a '..' behind a wildcard: write it without")
                }
                _ = parts.popLast()
                literals = parts.count
                continue
            }
            let isLiteral = literals == parts.count && !part.contains { "*?[\\".contains($0) }
            if part == "**", parts.last == Self.anyFolders, literals < parts.count { continue }
            parts.append(Array(part.utf8))
            if isLiteral { literals = parts.count }
        }
        self.parts = parts
        self.literals = literals
    }

    /// The lines of an input.
    public static func lines(
        _ text: String, workspace: String, home: String
    ) throws(ArtifactsError) -> [PathPattern] {
        var patterns: [PathPattern] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if let pattern = try PathPattern(String(line), workspace: workspace, home: home) {
                patterns.append(pattern)
            }
        }
        return patterns
    }

    static let anyFolders = Array("**".utf8)

    /// Where a search begins.
    var root: [[UInt8]] { Array(parts[..<literals]) }

    /// - Parameter path: the names from `/` down.
    /// - Returns: whether the path is meant, or lies below what is.
    func matches(_ path: [[UInt8]]) -> Bool {
        guard path.count >= literals, path[..<literals] == parts[..<literals] else { return false }
        return Self.matches(parts[literals...], path[literals...])
    }

    /// Whether something below this folder could match: what can't is not walked.
    func mayMatch(below folder: [[UInt8]]) -> Bool {
        for (index, (part, name)) in zip(parts, folder).enumerated() {
            if index < literals {
                guard part == name else { return false }
                continue
            }
            if part == Self.anyFolders { return true }
            guard NameGlob.matches(part[...], name[...]) else { return false }
        }
        return true
    }

    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        // Used up by a folder: everything below it is meant.
        guard let part = pattern.first else { return true }
        if part == anyFolders {
            if pattern.count == 1 { return !path.isEmpty }
            return path.indices.contains { matches(pattern.dropFirst(), path[$0...]) }
        }
        guard let name = path.first, NameGlob.matches(part[...], name[...]) else { return false }
        return matches(pattern.dropFirst(), path.dropFirst())
    }
}

extension [PathPattern] {
    /// The last pattern that matches decides.
    func choose(_ path: [[UInt8]]) -> Bool {
        last { $0.matches(path) }.map { !$0.isExclusion } ?? false
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return self[...last].drop { $0.isWhitespace }
    }
}
