public import Core

extension Linter {
    /// Whether what a workflow of the repository uses can be had: remote versions by the lock file, the repository's own
    /// actions by their manifests. Only of files that this server runs: elsewhere nobody keeps a lock file.
    ///
    /// - Returns: nothing for a file with errors of its own.
    public static func lintActions(_ bytes: [UInt8], path: String, files: RepositoryFiles) async -> [Diagnostic] {
        guard let workflow = WorkflowParser.parse(bytes, path: path).workflow else { return [] }
        let (lock, broken) = ActionLock.parse(files.read(ActionLock.path) ?? [])
        let local = await LocalActions.load(usedBy: [workflow]) { files.read($0) }
        return broken + ActionCheck(lock: lock, local: local).findings(in: workflow)
    }
}
