import Core
import Git
public import Planning
public import Store

extension Engine {
    /// The workflow files at the tip of the default branch, as far as the mirror has got: what can be started by hand.
    ///
    /// - Returns: empty while there is no default branch or nothing has been fetched.
    public func workflows(of repository: RepositoryRecord) async throws -> [WorkflowFile] {
        let mirror = catalogue.mirror(repository.id)
        guard let branch = repository.defaultBranch, let tip = try await mirror.resolve(GitRef.branch(branch).name)
        else {
            return []
        }
        return try await mirror.files(at: tip, under: repository.workflowsDirectory, suffixes: [".yml", ".yaml"])
            .map { WorkflowFile.read($0).0 }
    }
}
