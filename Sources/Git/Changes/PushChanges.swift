public import Core

/// What a push is compared with to find the paths it changed.
public struct ChangeBase: Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable {
        /// The branch's tip before the push, also after a force-push.
        case pushedBefore = "the branch's commit before the push"
        case mergeBase = "the last commit shared with the default branch"
        case noCommonHistory = "nothing: it shares no history with the default branch"
        case defaultBranchIsNew = "nothing: the default branch is new here"
        case beforeIsGone = "the last commit shared with the default branch, because the commit before the push is gone"
        case tag = "not compared: path filters do not apply to tags"
        case deletion = "not compared: the reference was deleted"
    }

    /// nil: the empty tree, so that every file counts as added, or no comparison at all (`isCompared`).
    public var commit: CommitSHA?
    public var reason: Reason

    public init(commit: CommitSHA?, reason: Reason) {
        (self.commit, self.reason) = (commit, reason)
    }

    public var isCompared: Bool { reason != .tag && reason != .deletion }
}

/// The paths that a push changed, and against what.
public struct PushChanges: Hashable, Sendable {
    public var base: ChangeBase
    /// Sorted by path; empty when nothing was compared.
    public var changes: [ChangedPath]

    public init(base: ChangeBase, changes: [ChangedPath]) {
        (self.base, self.changes) = (base, changes)
    }

    /// Every touched path once, sorted.
    public var paths: [GitPath] {
        // Sorted but for what renames add, which is soon mended, and then what is twice is side by side.
        changes.flatMap(\.paths).sorted().reduce(into: []) { paths, path in
            if paths.last != path { paths.append(path) }
        }
    }
}
