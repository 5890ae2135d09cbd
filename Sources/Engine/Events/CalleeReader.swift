import Core
import Git
import Planning
import Workflows

/// Gets the workflows that the workflows of a commit call, directly or not.
struct CalleeReader: Sendable {
    let commit: CommitSHA
    let mirror: Mirror
    let remotes: any RemoteWorkflows

    /// - Parameter files: those that may run.
    /// - Throws: when a source cannot be reached: the event is tried again later.
    func read(calledBy files: [WorkflowFile]) async throws -> (Callees, sources: [CalleeID: String]) {
        var callees = Callees()
        var sources: [CalleeID: String] = [:]
        for file in files {
            while let id = callees.unknown(from: file).first {
                switch try await self.file(of: id) {
                case .found(let found):
                    let (parsed, text) = WorkflowFile.read(found, called: id.description)
                    callees.entries[id] = .file(parsed)
                    sources[id] = text
                case .absent(let reason): callees.entries[id] = .missing(reason)
                }
            }
        }
        return (callees, sources)
    }

    private func file(of id: CalleeID) async throws -> RemoteWorkflow {
        guard let remote = id.remote else {
            guard let file = try await mirror.file(at: commit, path: GitPath(id.path)) else {
                return .absent("is not in the repository at \(commit.short)")
            }
            return .found(file)
        }
        return try await remotes.file(id.path, of: remote, usedAt: commit, in: mirror)
    }
}

extension WorkflowFile {
    fileprivate static func read(_ file: TreeFile, called name: String) -> (WorkflowFile, source: String) {
        var named = file
        if name.hasPrefix("./") == false { named.path = GitPath(name) }
        return read(named)
    }
}
