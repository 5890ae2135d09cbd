/// How large a workflow file may be. The defaults are GitHub's.
public struct WorkflowOptions: Hashable, Sendable {
    /// In bytes.
    public var maximumSize: Int
    /// Levels of collections, of which the file's own mapping is the first.
    public var maximumDepth: Int

    public init(maximumSize: Int = 1 << 20, maximumDepth: Int = 50) {
        self.maximumSize = maximumSize
        self.maximumDepth = maximumDepth
    }
}
