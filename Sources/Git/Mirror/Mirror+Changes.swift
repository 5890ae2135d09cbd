import CLibGit2
public import Core

extension Mirror {
    /// The paths that differ between two commits, sorted by path.
    ///
    /// - Parameter base: nil compares with the empty tree: every file is added.
    public func changes(from base: CommitSHA?, to head: CommitSHA) throws -> [ChangedPath] {
        let repository = try repository()
        return try TreeComparison(repository: repository).changes(
            from: base.map { try ObjectID($0) }, to: ObjectID(head))
    }

    /// The paths that a push changed, compared with what GitHub's path filters compare with.
    ///
    /// - Parameters:
    ///   - before: where the branch was before the push; nil or zeros for a new one.
    ///   - after: the commit it is at now; nil or zeros for a deletion.
    public func changes(forPush ref: GitRef, before: CommitSHA?, after: CommitSHA?) throws -> PushChanges {
        guard let after, !after.isZero else {
            return PushChanges(base: ChangeBase(commit: nil, reason: .deletion), changes: [])
        }
        guard ref.tag == nil else {
            return PushChanges(base: ChangeBase(commit: nil, reason: .tag), changes: [])
        }
        let base = try changeBase(of: ref, before: before.flatMap { $0.isZero ? nil : $0 }, after: after)
        return PushChanges(base: base, changes: try changes(from: base.commit, to: after))
    }

    private func changeBase(of ref: GitRef, before: CommitSHA?, after: CommitSHA) throws -> ChangeBase {
        if let before, try contains(before) { return ChangeBase(commit: before, reason: .pushedBefore) }
        let defaultBranch = try defaultBranch()
        guard ref != defaultBranch else { return ChangeBase(commit: nil, reason: .defaultBranchIsNew) }
        guard let tip = try defaultBranch.flatMap({ try target(of: $0)?.commit }),
            let shared = try mergeBase(tip, after)
        else {
            return ChangeBase(commit: nil, reason: .noCommonHistory)
        }
        return ChangeBase(commit: shared, reason: before == nil ? .mergeBase : .beforeIsGone)
    }
}
