/// The key of a cache, as a workflow names it.
public enum CacheKey {
    /// GitHub's limit.
    public static let longest = 512

    /// - Throws: `invalid`, for a key that GitHub refuses too.
    public static func check(_ key: String) throws(ArtifactsError) {
        guard !key.isEmpty else { throw ArtifactsError(.invalid, "the cache's key is empty") }
        guard key.utf8.count <= longest else {
            throw ArtifactsError(
                .invalid, "the cache's key has \(key.utf8.count) bytes; it may have \(longest): use hashFiles()")
        }
        guard !key.contains(",") else {
            throw ArtifactsError(.invalid, "the cache's key '\(key)' has a comma in it, which keys may not")
        }
    }

    /// One text for a set of paths and for how they are archived.
    public static func version(paths: String) -> String {
        let lines = paths.split(whereSeparator: \.isNewline).map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return (["tar.gz 1"] + lines.filter { !$0.isEmpty }).joined(separator: "\n").digest
    }
}
