/// One path that differs between two commits.
public struct ChangedPath: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case added, modified, deleted
        /// The same content lay at another path before. A rename with edits is a deletion and an addition:
        /// for path filters both paths count either way, and no file has to be read.
        case renamed(from: GitPath)
    }

    public var path: GitPath
    public var kind: Kind

    public init(path: GitPath, kind: Kind) {
        (self.path, self.kind) = (path, kind)
    }

    /// Every path that the change touches: a rename touches two.
    public var paths: [GitPath] {
        if case .renamed(let old) = kind { [old, path] } else { [path] }
    }
}
