import CLibGit2
public import Core

extension Mirror {
    /// The submodules of a commit, in the order of their paths.
    ///
    /// - Throws: `hostileTree` when `.gitmodules` names one that leads out of the repository.
    public func submodules(at sha: CommitSHA) throws -> [Submodule] {
        let repository = try repository()
        let root = try repository.tree(of: ObjectID(sha))
        let modules: [SubmoduleFile.Entry]
        if let entry = try repository.entry(at: ".gitmodules", in: root.pointer),
            case .bytes(let bytes) = repository.content(of: entry, limit: Self.largestFile)
        {
            let text = String(decoding: bytes, as: UTF8.self)
            for line in text.split(whereSeparator: \.isNewline) {
                guard let objection = SubmoduleLine.objection(to: String(line)) else { continue }
                throw GitError(.hostileTree, "refused the submodules: .gitmodules \(objection)")
            }
            modules = SubmoduleFile.parse(text)
        } else {
            modules = []
        }
        var found: [Submodule] = []
        try collect(root.pointer, at: GitPath(""), modules, &found, repository)
        return found
    }

    private func collect(
        _ tree: OpaquePointer, at path: GitPath, _ modules: [SubmoduleFile.Entry], _ found: inout [Submodule],
        _ repository: Repository
    ) throws {
        for index in 0..<git_tree_entrycount(tree) {
            guard let entry = TreeEntry(git_tree_entry_byindex(tree, index)) else { continue }
            let inner = path.appending(entry.name.bytes)
            switch entry.mode {
            case .tree: try collect(try repository.tree(entry.id).pointer, at: inner, modules, &found, repository)
            case .submodule:
                // The last that says so counts, as for git.
                let module = modules.last { $0.path.map { GitPath($0) } == inner }
                found.append(
                    Submodule(
                        name: module?.name ?? inner.text, path: inner, url: module?.url, commit: entry.id.sha))
            default: continue
            }
        }
    }
}
