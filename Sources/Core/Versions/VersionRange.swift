/// Which versions are meant: `3.11`, `3.x`, `>=3.10 <3.13`, `~3.11.2`, `^3.9`, `3.10 - 3.12`, `==3.11.*`, `>=3.9,!=3.10.1`,
/// and several of them with `||` between.
public struct VersionRange: Hashable, Sendable {
    /// From the lower bound on, below the upper one.
    private struct Span: Hashable, Sendable {
        var lower: SemanticVersion?
        var upper: SemanticVersion?
        var isExcluded = false

        func contains(_ version: SemanticVersion) -> Bool {
            // A pre-release of what a bound leaves out is left out too.
            let release = SemanticVersion(version.major, version.minor, version.patch)
            if let lower, version < lower { return false }
            if let upper, release >= upper { return false }
            return true
        }
    }

    /// One of these, and of each all.
    private var alternatives: [[Span]]

    /// - Returns: nil when the text is no range.
    public init?(_ text: String) {
        alternatives = []
        for part in text.replacing("||", with: "|").split(separator: "|", omittingEmptySubsequences: false) {
            guard let spans = Self.spans(part) else { return nil }
            alternatives.append(spans)
        }
    }

    /// Pre-releases fit only where `allowsPrereleases` says so.
    public func contains(_ version: SemanticVersion, allowsPrereleases: Bool = false) -> Bool {
        guard version.prerelease.isEmpty || allowsPrereleases else { return false }
        return alternatives.contains { spans in spans.allSatisfy { $0.contains(version) != $0.isExcluded } }
    }

    private static func spans(_ text: Substring) -> [Span]? {
        var words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
        if let dash = words.firstIndex(of: "-") {
            guard words.count == 3, dash == 1, let low = partial(words[0]), let high = partial(words[2]) else {
                return nil
            }
            return [Span(lower: low.lower, upper: nil), Span(lower: nil, upper: high.upper)]
        }
        // `>= 3.10` is one word.
        var index = 0
        while index + 1 < words.count {
            if words[index].allSatisfy({ "<>=!~^".contains($0) }) {
                words[index] += words.remove(at: index + 1)
            }
            index += 1
        }
        guard !words.isEmpty else { return nil }
        var spans: [Span] = []
        for word in words {
            guard let span = span(word) else { return nil }
            spans.append(span)
        }
        return spans
    }

    private static func span(_ word: String) -> Span? {
        let sign = word.prefix { "<>=!~^".contains($0) }
        guard let found = partial(String(word.dropFirst(sign.count))) else { return nil }
        switch sign {
        case "", "=", "==", "===": return Span(lower: found.lower, upper: found.upper)
        case "!=": return Span(lower: found.lower, upper: found.upper, isExcluded: true)
        case ">=": return Span(lower: found.lower, upper: nil)
        case ">": return Span(lower: found.upper ?? found.lower, upper: nil)
        case "<": return Span(lower: nil, upper: found.lower)
        case "<=": return Span(lower: nil, upper: found.upper)
        case "~", "~>":
            guard let lower = found.lower else { return Span() }
            let upper =
                found.parts > 1 ? SemanticVersion(lower.major, lower.minor + 1) : SemanticVersion(lower.major + 1)
            return Span(lower: lower, upper: upper)
        case "~=":
            // Python's: the last part that is given may grow.
            guard let lower = found.lower, found.parts > 1 else { return nil }
            let upper =
                found.parts > 2 ? SemanticVersion(lower.major, lower.minor + 1) : SemanticVersion(lower.major + 1)
            return Span(lower: lower, upper: upper)
        case "^":
            guard let lower = found.lower else { return Span() }
            if lower.major > 0 { return Span(lower: lower, upper: SemanticVersion(lower.major + 1)) }
            if lower.minor > 0 { return Span(lower: lower, upper: SemanticVersion(0, lower.minor + 1)) }
            return Span(lower: lower, upper: SemanticVersion(0, 0, lower.patch + 1))
        default: return nil
        }
    }

    /// What a version with parts left out stands for.
    private static func partial(_ text: String) -> (lower: SemanticVersion?, upper: SemanticVersion?, parts: Int)? {
        var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        while let last = parts.last, ["x", "X", "*"].contains(last) { parts.removeLast() }
        guard !parts.isEmpty else { return text.isEmpty ? nil : (nil, nil, 0) }
        guard let version = SemanticVersion(parts.joined(separator: ".")) else { return nil }
        switch parts.count {
        case 1 where version.prerelease.isEmpty: return (version, SemanticVersion(version.major + 1), 1)
        case 2 where version.prerelease.isEmpty:
            return (version, SemanticVersion(version.major, version.minor + 1), 2)
        default:
            return (version, SemanticVersion(version.major, version.minor, version.patch + 1), 3)
        }
    }
}
