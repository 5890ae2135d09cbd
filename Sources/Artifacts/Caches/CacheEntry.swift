public import Core

/// A saved cache.
public struct CacheEntry: Hashable, Sendable, Codable {
    public var repository: RepositoryID
    /// The full name of the ref whose run saved it: the scope.
    public var ref: String
    public var key: String
    /// What the paths were, and how they were archived: only an equal set of paths can be restored.
    public var version: String
    public var createdAt: Timestamp
    public var blob: Blob

    public init(
        repository: RepositoryID, ref: String, key: String, version: String, createdAt: Timestamp, blob: Blob
    ) {
        self.repository = repository
        self.ref = ref
        self.key = key
        self.version = version
        self.createdAt = createdAt
        self.blob = blob
    }
}
