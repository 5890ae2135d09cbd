public import Core

/// An artifact of a run.
public struct ArtifactRecord: Hashable, Sendable, Codable {
    /// Counts up over all runs.
    public var id: Int64
    public var repository: RepositoryID
    public var run: RunID
    /// The run's attempt that made it.
    public var runAttempt: Int
    public var job: JobID
    public var jobAttempt: Int
    public var name: String
    /// Files in it.
    public var files: Int
    /// Bytes of the files.
    public var size: Int64
    public var createdAt: Timestamp
    public var expiresAt: Timestamp
    /// A gzip-compressed tar archive.
    public var blob: Blob
}
