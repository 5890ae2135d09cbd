import CLibGit2
public import Core

extension Mirror {
    /// More is no workflow any more; the largest in public use have about a tenth of it.
    public static let largestFile = 1 << 20
    /// A folder of workflows with more files than this is an attack or an accident.
    public static let mostFiles = 1000

    /// The files that lie directly in a folder of a commit, read without a checkout, sorted by path.
    ///
    /// A symbolic link, a file over `largestFile` and a missing object come back as refused, not as an error.
    /// - Parameters:
    ///   - directory: relative to the root; empty for the root. No such folder: no files.
    ///   - suffixes: `[".yml", ".yaml"]`; empty for all files.
    public func files(
        at sha: CommitSHA, under directory: String, suffixes: [String] = []
    ) throws -> [TreeFile] {
        let repository = try repository()
        let root = try repository.tree(of: ObjectID(sha))
        let folder = directory.split(separator: "/").joined(separator: "/")
        guard !folder.isEmpty else { return try files(in: root.pointer, GitPath(""), suffixes, repository) }
        guard let entry = try repository.entry(at: GitPath(folder), in: root.pointer), entry.kind == GIT_OBJECT_TREE
        else { return [] }
        let tree = try repository.tree(entry.id)
        return try files(in: tree.pointer, GitPath(folder), suffixes, repository)
    }

    /// One file of a commit; nil when there is none at that path.
    public func file(at sha: CommitSHA, path: GitPath) throws -> TreeFile? {
        let repository = try repository()
        let root = try repository.tree(of: ObjectID(sha))
        guard let entry = try repository.entry(at: path, in: root.pointer) else { return nil }
        return TreeFile(path: path, content: repository.content(of: entry, limit: Self.largestFile))
    }

    private func files(
        in tree: OpaquePointer, _ folder: GitPath, _ suffixes: [String], _ repository: Repository
    ) throws -> [TreeFile] {
        var found: [TreeFile] = []
        for index in 0..<git_tree_entrycount(tree) {
            guard let entry = TreeEntry(git_tree_entry_byindex(tree, index)), entry.kind == GIT_OBJECT_BLOB,
                suffixes.isEmpty || suffixes.contains(where: { entry.name.text.hasSuffix($0) })
            else { continue }
            guard found.count < Self.mostFiles else {
                throw GitError(.tooLarge, "holds more than \(Self.mostFiles) files", context: folder.text)
            }
            let content = repository.content(of: entry, limit: Self.largestFile)
            found.append(TreeFile(path: folder.appending(entry.name.bytes), content: content))
        }
        return found.sorted { $0.path < $1.path }
    }
}

extension Repository {
    /// nil when nothing lies at the path.
    func entry(at path: GitPath, in root: OpaquePointer) throws(GitError) -> TreeEntry? {
        var found: OpaquePointer?
        let result = path.withCString { git_tree_entry_bypath(&found, root, $0) }
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, "look for \(path)", context: self.path)
        defer { git_tree_entry_free(found) }
        return TreeEntry(found)
    }

    func content(of entry: TreeEntry, limit: Int) -> TreeFile.Content {
        switch entry.mode {
        case .symbolicLink: return .refused("is a symbolic link; write the file itself")
        case .tree: return .refused("is a folder")
        case .submodule: return .refused("is a submodule")
        case .file, .executable: break
        case nil: return .refused("has the unknown file mode \(String(entry.rawMode, radix: 8))")
        }
        do {
            let size = try header(entry.id).size
            guard size <= limit else { return .refused("has \(size) bytes; the limit is \(limit)") }
            return .bytes(try withObject(entry.id) { _, bytes in Array(bytes) })
        } catch {
            return .refused("cannot be read: \(error)")
        }
    }
}
