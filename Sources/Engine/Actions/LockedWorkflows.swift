import Actions
import Core
import Git
import Planning
import Workflows

/// Workflows of other repositories, at the commits that the lock of the calling repository says.
struct LockedWorkflows: RemoteWorkflows {
    let library: ActionLibrary

    func file(
        _ path: String, of remote: CalleeID.Remote, usedAt commit: CommitSHA, in mirror: Mirror
    ) async throws -> RemoteWorkflow {
        let entry = ActionLock.Entry(owner: remote.owner, repository: remote.repository, ref: remote.ref)
        let lock = try await ActionLock.read(at: commit, from: mirror).lock
        guard let pinned = lock[entry] ?? CommitSHA(entry.ref) else {
            return .absent("has no commit in \(ActionLock.path): run 'anneal actions lock' and commit the file")
        }
        do {
            let pin = ActionLock.Pin(entry: entry, commit: pinned)
            guard let file = try await library.file(path, of: pin) else {
                return .absent("is not in \(remote.owner)/\(remote.repository) at \(pinned.short)")
            }
            return .found(file)
        } catch let error as ActionsError where error.code == .network {
            return .unreachable(
                "can't be had: \(error.message). 'anneal events replay' tries this event once more")
        } catch let error as ActionsError {
            return .absent("can't be had: \(error.message)")
        }
    }
}
