/// A file of a commit, read without a checkout.
public struct TreeFile: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case bytes([UInt8])
        /// Why the file was not read, as a clause: `is a symbolic link`.
        case refused(String)
    }

    public var path: GitPath
    public var content: Content

    public init(path: GitPath, content: Content) {
        (self.path, self.content) = (path, content)
    }
}
