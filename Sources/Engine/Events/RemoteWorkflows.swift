import Core
import Git
import Planning
import Workflows

/// Where workflows of other repositories come from.
protocol RemoteWorkflows: Sendable {
    /// - Parameters:
    ///   - path: in that repository.
    ///   - commit: of the run, where its lock file is.
    ///   - mirror: in which that commit is.
    func file(
        _ path: String, of remote: CalleeID.Remote, usedAt commit: CommitSHA, in mirror: Mirror
    ) async throws -> RemoteWorkflow
}

/// The answer to a look for a workflow.
enum RemoteWorkflow: Sendable {
    case found(TreeFile)
    /// Why there is none, to follow its name: `is not in the repository`.
    case absent(String)
    /// The same, as its source can't be reached: others of that repository can't be had either.
    case unreachable(String)
}
