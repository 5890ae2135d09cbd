public import Core
import Git
public import Planning
public import Store

extension Engine {
    /// The workflow files at the tip of a branch or tag, as far as the mirror has got: what can be started by hand.
    ///
    /// - Parameter ref: a branch, a tag or a full reference name.
    /// - Returns: nil when there is no such reference, or it has not been fetched yet.
    public func workflows(of repository: RepositoryRecord, at ref: String) async throws -> [WorkflowFile]? {
        let mirror = catalogue.mirror(repository.id)
        var tip: CommitSHA?
        for candidate in [GitRef(ref), .branch(ref), .tag(ref)] where tip == nil && candidate.name.hasPrefix("refs/") {
            tip = try await mirror.resolve(candidate.name)
        }
        guard let tip else { return nil }
        return try await reader.workflows(at: tip, of: repository, mirror: mirror).0
    }

    /// The workflow files of a commit that the mirror has.
    public func workflows(of repository: RepositoryRecord, at commit: CommitSHA) async throws -> [WorkflowFile] {
        try await reader.workflows(at: commit, of: repository, mirror: catalogue.mirror(repository.id)).0
    }
}
