import Core
import Git
import Workflows

extension ActionLock {
    /// The lock of a commit; empty when it has none.
    static func read(at commit: CommitSHA?, from mirror: Mirror) async throws -> (
        lock: ActionLock, findings: [Diagnostic]
    ) {
        guard let commit, let file = try await mirror.file(at: commit, path: GitPath(path)) else {
            return (ActionLock(), [])
        }
        switch file.content {
        case .bytes(let bytes): return parse(bytes)
        case .refused(let reason):
            let finding = Diagnostic(
                rule: Rule.actionLock.rawValue, "the file \(reason), so it was not read", file: path, at: .start)
            return (ActionLock(), [finding])
        }
    }
}
