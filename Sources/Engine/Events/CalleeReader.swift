import Core
import Git
import Planning
import Workflows

/// Gets the workflows that the workflows of a commit call, directly or not.
///
/// What can't be got is an answer as well: the workflow that calls it fails and says why, and the others of the commit, and
/// the events behind this one, do not wait for it.
struct CalleeReader: Sendable {
    let commit: CommitSHA
    let mirror: Mirror
    let remotes: any RemoteWorkflows
    let time: any TimeSource

    /// Sources that can't be reached may cost an event this much before no further ones are asked.
    private static let patience: Duration = .seconds(30)

    /// - Parameter files: those that may run.
    func read(calledBy files: [WorkflowFile]) async throws -> (Callees, sources: [CalleeID: String]) {
        var callees = Callees()
        var sources: [CalleeID: String] = [:]
        var absence = Absence()
        for file in files {
            while let id = callees.unknown(from: file).first {
                switch try await self.file(of: id, &absence) {
                case .found(let found):
                    let (parsed, text) = WorkflowFile.read(found, called: id.description)
                    callees.entries[id] = .file(parsed)
                    sources[id] = text
                case .absent(let reason), .unreachable(let reason): callees.entries[id] = .missing(reason)
                }
            }
        }
        return (callees, sources)
    }

    /// What has been found out about sources that can't be reached.
    private struct Absence {
        /// By repository.
        var reasons: [String: String] = [:]
        var cost: Duration = .zero
    }

    private func file(of id: CalleeID, _ absence: inout Absence) async throws -> RemoteWorkflow {
        guard let remote = id.remote else {
            guard let file = try await mirror.file(at: commit, path: GitPath(id.path)) else {
                return .absent("is not in the repository at \(commit.short)")
            }
            return .found(file)
        }
        let name = "\(remote.owner)/\(remote.repository)"
        if let reason = absence.reasons[name] { return .unreachable(reason) }
        guard absence.cost <= Self.patience else {
            return .unreachable(
                "was not looked for: too much time had gone into \(absence.reasons.keys.sorted().joined(separator: ", ")), "
                    + "which can't be reached")
        }
        let start = time.now()
        let answer = try await remotes.file(id.path, of: remote, usedAt: commit, in: mirror)
        if case .unreachable(let reason) = answer {
            absence.reasons[name] = reason
            absence.cost += time.now() - start
        }
        return answer
    }
}

extension WorkflowFile {
    fileprivate static func read(_ file: TreeFile, called name: String) -> (WorkflowFile, source: String) {
        var named = file
        if name.hasPrefix("./") == false { named.path = GitPath(name) }
        return read(named)
    }
}
