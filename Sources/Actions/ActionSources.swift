import Git

/// Where remote actions and workflows come from: URLs with `{owner}` and `{repo}` in them, tried in order.
public struct ActionSources: Hashable, Sendable {
    public let patterns: [String]

    /// GitHub alone.
    public static let standard = ActionSources(checked: defaultPatterns)

    /// What a machine without settings uses.
    public static let defaultPatterns = ["https://github.com/{owner}/{repo}"]

    private init(checked patterns: [String]) { self.patterns = patterns }

    /// - Parameter patterns: `https://github.com/{owner}/{repo}`, `file:///srv/actions/{owner}/{repo}.git`.
    /// - Throws: ``ActionsError`` `invalidSource` for one that can't be a repository's URL or misses `{repo}`.
    public init(_ patterns: [String] = ActionSources.defaultPatterns) throws(ActionsError) {
        guard !patterns.isEmpty else {
            throw ActionsError(.invalidSource, "actions.sources is empty: list at least one URL")
        }
        for pattern in patterns {
            guard pattern.contains("{repo}") else {
                throw ActionsError(
                    .invalidSource,
                    "the action source '\(pattern)' has no {repo} in it: write it as '\(Self.defaultPatterns[0])'")
            }
            do {
                _ = try RemoteURL(Self.fill(pattern, owner: "owner", repository: "repo"))
            } catch {
                throw ActionsError(.invalidSource, "the action source '\(pattern)': \(error.message)")
            }
        }
        self.patterns = patterns
    }

    /// - Parameters: as ``Workflows/ActionReference`` has checked them: no separators, no dots alone.
    public func urls(owner: String, repository: String) -> [String] {
        patterns.map { Self.fill($0, owner: owner, repository: repository) }
    }

    private static func fill(_ pattern: String, owner: String, repository: String) -> String {
        pattern.replacing("{owner}", with: owner).replacing("{repo}", with: repository)
    }
}
