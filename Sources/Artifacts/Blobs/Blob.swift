/// Content by its digest.
public struct Blob: Hashable, Sendable, Codable {
    /// SHA-256, 64 lower-case hexadecimal digits.
    public var digest: String
    public var size: Int64

    public init(digest: String, size: Int64) {
        self.digest = digest
        self.size = size
    }
}
