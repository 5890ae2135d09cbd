import CLibGit2
import Core

/// Copies everything that some objects lead to from one repository into another.
///
/// An object is written only after all it leads to. So whatever the target has, it has with its whole history, also
/// when the process is killed in the middle, and one look at a commit tells whether anything has to be copied.
struct ObjectCopier {
    /// Up to here objects are written one by one, which is quickest for a push; above, as one pack.
    private static let looseLimit = 512
    /// No honest tree is deeper; each level costs stack.
    private static let deepestTree = 256

    private let source: Repository
    private let target: Repository
    private var seen: Set<ObjectID> = []
    /// What the target lacks, in an order in which each object comes after all it leads to.
    private var missing: [ObjectID] = []

    init(from source: Repository, to target: Repository) {
        (self.source, self.target) = (source, target)
    }

    mutating func copy(_ tips: [ObjectID]) throws {
        guard git_repository_is_shallow(source.pointer) == 0 else {
            throw GitError(
                .unsupported, "is a shallow clone, whose history is cut off: run `git fetch --unshallow` in it",
                context: source.path)
        }
        try target.refresh()
        for tip in tips where isNew(tip) { try collect(from: tip) }
        if missing.count <= Self.looseLimit {
            for id in missing { try copyObject(id) }
        } else {
            try copyPack()
        }
    }

    private mutating func isNew(_ id: ObjectID) -> Bool {
        !seen.contains(id) && !target.contains(id)
    }

    /// Walks tags and commits without recursion: histories are long.
    private mutating func collect(from tip: ObjectID) throws {
        var stack: [(id: ObjectID, isExpanded: Bool)] = [(tip, false)]
        while let (id, isExpanded) = stack.popLast() {
            if isExpanded {
                missing.append(id)
                continue
            }
            guard isNew(id) else { continue }
            seen.insert(id)
            let (tree, next) = try leads(of: id)
            if let tree { try collectTree(tree, depth: 0) }
            stack.append((id, true))
            for id in next where isNew(id) { stack.append((id, false)) }
        }
    }

    /// A commit's tree and parents, a tag's target.
    private func leads(of id: ObjectID) throws -> (tree: ObjectID?, next: [ObjectID]) {
        switch try source.header(id).type {
        case GIT_OBJECT_COMMIT:
            let commit = try source.commit(id)
            let parents = (0..<git_commit_parentcount(commit.pointer)).compactMap { index in
                git_commit_parent_id(commit.pointer, index).map { ObjectID($0.pointee) }
            }
            return (git_commit_tree_id(commit.pointer).map { ObjectID($0.pointee) }, parents)
        case GIT_OBJECT_TAG:
            let tag = try Owned(git_tag_free, "read tag \(id.sha)", context: source.path) { out in
                id.withPointer { git_tag_lookup(&out, source.pointer, $0) }
            }
            return (nil, git_tag_target_id(tag.pointer).map { [ObjectID($0.pointee)] } ?? [])
        default:
            throw GitError(.unsupported, "a reference leads to \(id.sha), which is no commit", context: source.path)
        }
    }

    private mutating func collectTree(_ id: ObjectID, depth: Int) throws {
        guard depth < Self.deepestTree else {
            throw GitError(.hostileTree, "holds folders nested deeper than \(Self.deepestTree)", context: source.path)
        }
        guard isNew(id) else { return }
        seen.insert(id)
        let tree = try source.tree(id)
        for index in 0..<git_tree_entrycount(tree.pointer) {
            let entry = git_tree_entry_byindex(tree.pointer, index)
            guard let raw = git_tree_entry_id(entry) else { continue }
            let child = ObjectID(raw.pointee)
            switch git_tree_entry_type(entry) {
            case GIT_OBJECT_TREE: try collectTree(child, depth: depth + 1)
            case GIT_OBJECT_BLOB:
                guard isNew(child) else { continue }
                seen.insert(child)
                missing.append(child)
            default: continue  // A submodule's commit lives in another repository.
            }
        }
        missing.append(id)
    }

    private func copyObject(_ id: ObjectID) throws {
        try source.withObject(id) { type, bytes in
            var written = git_oid()
            try check(
                git_odb_write(&written, target.odb, bytes.baseAddress, bytes.count, type), "copy object \(id.sha)",
                context: target.path)
            guard ObjectID(written) == id else {
                throw GitError(.corrupt, "object \(id.sha) does not hash to its name", context: source.path)
            }
        }
    }

    private func copyPack() throws {
        let builder = try Owned(git_packbuilder_free, "build a pack", context: source.path) {
            git_packbuilder_new(&$0, source.pointer)
        }
        // 0 is "as many as there are cores".
        _ = git_packbuilder_set_threads(builder.pointer, 0)
        for id in missing {
            try check(
                id.withPointer { git_packbuilder_insert(builder.pointer, $0, nil) }, "pack object \(id.sha)",
                context: source.path)
        }
        let folder = try text("find the object folder") {
            git_repository_item_path(&$0, target.pointer, GIT_REPOSITORY_ITEM_OBJECTS)
        }
        try check(
            git_packbuilder_write(builder.pointer, folder + "pack", 0, nil, nil), "write a pack", context: target.path)
        try target.refresh()
    }
}
