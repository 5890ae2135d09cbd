import CLibGit2
import Core

/// The `.git` of a workspace, made anew at every checkout: nothing that a job wrote into the last one (hooks, filters,
/// configuration that names programs) is ever read. Objects are borrowed from the mirror, so it costs a few small files.
struct WorkspaceRepository {
    let mirror: Repository
    let commit: ObjectID
    let branch: GitRef?
    let origin: RemoteURL?
    let options: CheckoutOptions

    private static let recordName: GitPath = "anneal-checkout"

    /// The commit that the last checkout laid out, if its record is there and the mirror knows it. A job may have
    /// forged it; then other files of the workspace go, which it could have removed itself.
    static func previousCommit(in workspace: Directory, mirror: Repository) -> ObjectID? {
        guard let folder = try? workspace.folder(".git"), let text = folder.text(of: recordName),
            let sha = CommitSHA(text), let id = try? ObjectID(sha), (try? mirror.contains(commit: id)) == true
        else { return nil }
        return id
    }

    func write(into workspace: Directory, index: OpaquePointer) throws {
        try workspace.remove(".git")
        let git = try workspace.makeFolder(".git")
        let objects = try git.makeFolder("objects")
        try objects.makeFolder("info").write(try mirrorObjects() + "\n", to: "alternates")
        _ = try objects.makeFolder("pack")
        let refs = try git.makeFolder("refs")
        for name in ["heads", "tags"] as [GitPath] { _ = try refs.makeFolder(name) }
        let info = try git.makeFolder("info")
        if let sparse = options.sparse { try info.write(sparse.fileText, to: "sparse-checkout") }
        let boundary = try CheckoutHistory(repository: mirror, commit: commit, depth: options.depth).boundary()
        if let boundary, !boundary.isEmpty {
            try git.write(boundary.map { $0.sha.hex + "\n" }.joined(), to: "shallow")
        }
        try git.write(configuration(), to: "config")
        try git.write(packedReferences(), to: "packed-refs")
        if let defaultBranch = mirror.headBranch()?.branch, origin != nil, options.depth == nil {
            let folder = try refs.makeFolder("remotes").makeFolder("origin")
            try folder.write("ref: refs/remotes/origin/\(defaultBranch)\n", to: "HEAD")
        }
        let head = branch.map { "ref: \($0.name)\n" } ?? "\(commit.sha.hex)\n"
        try git.write(head, to: "HEAD")
        try writeIndex(index, into: git)
        try git.write(commit.sha.hex, to: Self.recordName)
    }

    private func mirrorObjects() throws(GitError) -> String {
        let folder = try text("find the mirror's objects") {
            git_repository_item_path(&$0, mirror.pointer, GIT_REPOSITORY_ITEM_OBJECTS)
        }
        return folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// Says outright what the machine's own configuration could otherwise turn over.
    private func configuration() -> String {
        var lines = [
            "[core]", "\trepositoryformatversion = 0", "\tfilemode = true", "\tbare = false",
            "\tlogallrefupdates = true", "\tautocrlf = false", "\tsymlinks = true", "\tignorecase = false"
        ]
        if let origin {
            lines += [
                "[remote \"origin\"]", "\turl = \(Self.quoted(origin.text))",
                "\tfetch = +refs/heads/*:refs/remotes/origin/*"
            ]
            if let authorization = options.authorization, case .http = origin.kind {
                lines += [
                    "[http \(Self.quoted(Self.server(of: origin.text)))]",
                    "\textraheader = \(Self.quoted("AUTHORIZATION: " + authorization.reveal()))"
                ]
            }
            if let branch, let name = branch.branch {
                lines += [
                    "[branch \(Self.quoted(name))]", "\tremote = origin", "\tmerge = \(Self.quoted(branch.name))"
                ]
            }
        }
        if let sparse = options.sparse {
            lines += ["[core]", "\tsparseCheckout = true", "\tsparseCheckoutCone = \(sparse.isCone)"]
        }
        for (name, url) in options.submodules {
            lines += ["[submodule \(Self.quoted(name))]", "\tactive = true", "\turl = \(Self.quoted(url.text))"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `https://host:port/`
    private static func server(of url: String) -> String {
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/") + "/"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func packedReferences() throws -> String {
        var lines: [(name: String, target: RefTarget)] = []
        for (ref, target) in try mirror.remoteState().references {
            if ref.tag != nil {
                if options.depth == nil || options.includesTags { lines.append((ref.name, target)) }
            } else if options.depth != nil, ref != branch {
                continue
            } else if let name = ref.branch, origin != nil {
                lines.append(("refs/remotes/origin/" + name, target))
            }
        }
        if let branch { lines.append((branch.name, RefTarget(object: commit.sha, commit: commit.sha))) }
        // git searches this file by halving, comparing bytes.
        lines.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var text = "# pack-refs with: peeled fully-peeled sorted \n"
        for (name, target) in lines {
            text += "\(target.object.hex) \(name)\n"
            if target.object != target.commit { text += "^\(target.commit.hex)\n" }
        }
        return text
    }

    /// Written in memory's name through the open folder, so that no link in its path can be followed.
    private func writeIndex(_ entries: OpaquePointer, into git: Directory) throws(GitError) {
        let path = "/proc/self/fd/\(git.descriptor)/index"
        let index = try Owned(git_index_free, "make the index", context: git.path) { git_index_open(&$0, path) }
        for position in 0..<git_index_entrycount(entries) {
            try check(
                git_index_add(index.pointer, git_index_get_byindex(entries, position)), "make the index",
                context: git.path)
        }
        try check(git_index_write(index.pointer), "write the index", context: git.path)
    }
}
