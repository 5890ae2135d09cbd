public import Core

extension Linter {
    /// Whether what a workflow of the repository uses can be had: remote versions by the lock file, the repository's own
    /// actions by their manifests. Only of files that this server runs: elsewhere nobody keeps a lock file.
    ///
    /// - Returns: sorted by position; of a file with errors, what can be said of the rest.
    public static func lintActions(_ bytes: [UInt8], path: String, files: RepositoryFiles) async -> [Diagnostic] {
        guard let workflow = WorkflowParser.read(bytes, path: path, options: WorkflowOptions()).workflow else {
            return []
        }
        let (lock, broken) = ActionLock.parse(files.read(ActionLock.path) ?? [])
        let local = await LocalActions.load(usedBy: [workflow]) { files.read($0) }
        return ordered(broken + ActionCheck(lock: lock, local: local).findings(in: workflow), of: path)
    }
}
