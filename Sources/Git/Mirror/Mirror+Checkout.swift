import CLibGit2
public import Core
import FoundationEssentials

extension Mirror {
    /// Makes a folder the working tree of a commit: a git repository of its own, clean, in which `git status`, `git log`
    /// and `git describe` work. It borrows the mirror's objects, so the mirror must stay where it is.
    ///
    /// Nothing is written outside the workspace, whatever the commit holds and whatever an earlier job left there.
    /// - Parameters:
    ///   - ref: a branch puts HEAD on it, with `origin` as upstream; a tag or nil detaches HEAD.
    ///   - workspace: absolute; made when missing. Its parents are the caller's own and trusted.
    /// - Throws: `hostileTree` before anything is touched when a name in the commit is none that git would write.
    public func checkout(
        _ sha: CommitSHA, ref: GitRef? = nil, to workspace: String, options: CheckoutOptions = CheckoutOptions()
    ) throws -> CheckoutReport {
        let repository = try repository()
        let commit = try ObjectID(sha)
        let origin = try options.origin.map { try RemoteURL($0) }
        if let ref, !ref.isValid {
            throw GitError(.invalidName, "\(ref.name.debugDescription) is not a name that git allows")
        }
        guard workspace.hasPrefix("/") else {
            throw GitError(.other, "a workspace needs an absolute path", context: workspace)
        }
        var reader = TreePlan.Reader(
            repository: repository, mostFiles: options.mostFiles, mostBytes: options.mostBytes)
        let plan = try reader.plan(commit)
        let folder = try Self.openWorkspace(workspace)
        let previous = WorkspaceRepository.previousCommit(in: folder, mirror: repository)
        let previousPlan = try options.clean ? nil : previous.map { try reader.plan($0) }
        let index = try Owned(git_index_free, "make an index") { git_index_new(&$0) }
        var writer = TreeWriter(
            repository: repository, commit: commit, clean: options.clean, sparse: options.sparse,
            index: index.pointer)
        try writer.write(plan, previous: previousPlan, into: folder)
        let branch = ref?.branch == nil ? nil : ref
        try WorkspaceRepository(
            mirror: repository, commit: commit, branch: branch, origin: origin, options: options
        )
        .write(into: folder, index: index.pointer)
        var report = writer.report
        report.branch = branch
        return report
    }

    private static func openWorkspace(_ path: String) throws -> Directory {
        let trimmed = "/" + path.split(separator: "/").joined(separator: "/")
        do {
            try FileManager.default.createDirectory(atPath: trimmed, withIntermediateDirectories: true)
        } catch {
            throw GitError(.system, "cannot make the workspace: \(error)", context: trimmed)
        }
        return try Directory(opening: trimmed)
    }
}
