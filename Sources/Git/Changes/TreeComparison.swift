import CLibGit2
import Core

/// Compares the trees of two commits without reading a file.
struct TreeComparison {
    /// Trees that share sub-trees can spell more files than any disk holds.
    static let mostChanges = 1_000_000

    let repository: Repository

    func changes(from base: ObjectID?, to head: ObjectID) throws -> [ChangedPath] {
        let new = try repository.tree(of: head)
        guard let base else { return try changes(from: nil, to: new.pointer) }
        let old = try repository.tree(of: base)
        return try changes(from: old.pointer, to: new.pointer)
    }

    private func changes(from old: OpaquePointer?, to new: OpaquePointer) throws -> [ChangedPath] {
        var options = git_diff_options()
        git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
        options.flags = GIT_DIFF_INCLUDE_TYPECHANGE.rawValue | GIT_DIFF_SKIP_BINARY_CHECK.rawValue
        options.notify_cb = { diff, _, _, _ in git_diff_num_deltas(diff) < TreeComparison.mostChanges ? 0 : -1 }
        let diff = try Owned(
            git_diff_free, "compare two commits (or more than \(Self.mostChanges) paths differ)",
            context: repository.path
        ) {
            git_diff_tree_to_tree(&$0, repository.pointer, old, new, &options)
        }
        var changes: [ChangedPath] = []
        var added: [(path: GitPath, id: ObjectID)] = []
        var deleted: [ObjectID: [GitPath]] = [:]
        for index in 0..<git_diff_num_deltas(diff.pointer) {
            guard let delta = git_diff_get_delta(diff.pointer, index)?.pointee else { continue }
            let path = GitPath(delta.new_file.path ?? delta.old_file.path)
            switch delta.status {
            case GIT_DELTA_ADDED: added.append((path, ObjectID(delta.new_file.id)))
            case GIT_DELTA_DELETED: deleted[ObjectID(delta.old_file.id), default: []].append(path)
            default: changes.append(ChangedPath(path: path, kind: .modified))
            }
        }
        for (path, id) in added {
            // Paths arrive sorted, so pairing is the same every time.
            if var sources = deleted[id], !sources.isEmpty {
                changes.append(ChangedPath(path: path, kind: .renamed(from: sources.removeFirst())))
                deleted[id] = sources
            } else {
                changes.append(ChangedPath(path: path, kind: .added))
            }
        }
        changes += deleted.values.joined().map { ChangedPath(path: $0, kind: .deleted) }
        return changes.sorted { $0.path < $1.path }
    }
}
