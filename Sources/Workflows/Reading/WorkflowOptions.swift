/// How large a workflow file may be, and how strict the reader is. The defaults are those of GitHub's service.
public struct WorkflowOptions: Hashable, Sendable {
    /// In bytes.
    public var maximumSize: Int
    /// Levels of collections, of which the file's own mapping is the first.
    public var maximumDepth: Int
    /// Whether a filter beside its `-ignore` is an error. GitHub's parser takes both, and its service then refuses the file.
    public var refusesExclusiveFilters: Bool

    public init(maximumSize: Int = 1 << 20, maximumDepth: Int = 50, refusesExclusiveFilters: Bool = true) {
        self.maximumSize = maximumSize
        self.maximumDepth = maximumDepth
        self.refusesExclusiveFilters = refusesExclusiveFilters
    }
}
