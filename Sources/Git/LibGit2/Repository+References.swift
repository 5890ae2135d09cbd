import CLibGit2
import Core

extension Repository {
    /// Branches and tags, tags with the commit behind them.
    func remoteState() throws(GitError) -> RemoteState {
        let iterator = try Owned(git_reference_iterator_free, "list references", context: path) {
            git_reference_iterator_new(&$0, pointer)
        }
        var state = RemoteState(references: [:], defaultBranch: headBranch(), leftOut: [])
        while true {
            var found: OpaquePointer?
            let result = git_reference_next(&found, iterator.pointer)
            if result == GIT_ITEROVER.rawValue { return state }
            try check(result, "list references", context: path)
            defer { git_reference_free(found) }
            guard let name = git_reference_name(found).flatMap({ String(validatingCString: $0) }) else {
                state.leftOut.append("a reference whose name is not UTF-8")
                continue
            }
            guard name.hasPrefix("refs/heads/") || name.hasPrefix("refs/tags/") else { continue }
            if let target = target(of: found) {
                state.references[GitRef(name)] = target
            } else {
                state.leftOut.append("\(name): it does not lead to a commit")
            }
        }
    }

    func target(_ ref: GitRef) throws(GitError) -> RefTarget? {
        var found: OpaquePointer?
        let result = git_reference_lookup(&found, pointer, ref.name)
        if result == GIT_ENOTFOUND.rawValue || result == GIT_EINVALIDSPEC.rawValue { return nil }
        try check(result, "read \(ref)", context: path)
        defer { git_reference_free(found) }
        return target(of: found)
    }

    private func target(of reference: OpaquePointer?) -> RefTarget? {
        var direct: OpaquePointer?
        guard git_reference_resolve(&direct, reference) == 0 else { return nil }
        defer { git_reference_free(direct) }
        guard let target = git_reference_target(direct) else { return nil }
        let object = ObjectID(target.pointee)
        // packed-refs remembers what annotated tags peel to.
        if let peeled = git_reference_target_peel(direct), git_oid_is_zero(peeled) == 0,
            (try? header(ObjectID(peeled.pointee)).type) == GIT_OBJECT_COMMIT
        {
            return RefTarget(object: object.sha, commit: ObjectID(peeled.pointee).sha)
        }
        guard let type = try? header(object).type else { return nil }
        if type == GIT_OBJECT_COMMIT { return RefTarget(object: object.sha, commit: object.sha) }
        return peelToCommit(object).map { RefTarget(object: object.sha, commit: $0.sha) }
    }

    /// The branch that HEAD names, whether or not it exists already.
    func headBranch() -> GitRef? {
        var head: OpaquePointer?
        guard git_reference_lookup(&head, pointer, "HEAD") == 0 else { return nil }
        defer { git_reference_free(head) }
        guard let name = git_reference_symbolic_target(head).flatMap({ String(validatingCString: $0) }) else {
            return nil
        }
        return name.hasPrefix("refs/heads/") ? GitRef(name) : nil
    }
}
