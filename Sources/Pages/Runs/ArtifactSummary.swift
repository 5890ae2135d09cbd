public import Core

/// An artifact as the page of its run shows it.
public struct ArtifactSummary: Hashable, Sendable {
    public var id: Int64
    public var run: RunID
    public var name: String
    public var files: Int
    /// Bytes of what is downloaded.
    public var size: Int64
    /// SHA-256 of the same.
    public var digest: String
    public var expiresAt: Timestamp

    public init(
        id: Int64, run: RunID, name: String, files: Int, size: Int64, digest: String, expiresAt: Timestamp
    ) {
        self.id = id
        self.run = run
        self.name = name
        self.files = files
        self.size = size
        self.digest = digest
        self.expiresAt = expiresAt
    }
}
