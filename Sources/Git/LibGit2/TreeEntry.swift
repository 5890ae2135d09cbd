import CLibGit2

/// One line of a tree object, copied out.
struct TreeEntry {
    enum Mode {
        case file, executable, symbolicLink, submodule, tree
    }

    var name: GitPath
    var id: ObjectID
    /// As written in the tree.
    var rawMode: UInt32

    init?(_ entry: OpaquePointer?) {
        guard let entry, let id = git_tree_entry_id(entry) else { return nil }
        name = GitPath(git_tree_entry_name(entry))
        self.id = ObjectID(id.pointee)
        rawMode = git_tree_entry_filemode_raw(entry).rawValue
    }

    /// nil for a mode that git does not write. 100664 is from git's first years.
    var mode: Mode? {
        switch rawMode {
        case 0o100_644, 0o100_664: .file
        case 0o100_755: .executable
        case 0o120_000: .symbolicLink
        case 0o160_000: .submodule
        case 0o040_000: .tree
        default: nil
        }
    }

    var kind: git_object_t {
        switch mode {
        case .tree: GIT_OBJECT_TREE
        case .submodule: GIT_OBJECT_COMMIT
        default: GIT_OBJECT_BLOB
        }
    }
}
