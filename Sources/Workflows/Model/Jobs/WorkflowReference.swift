/// What stands behind `uses:` of a job.
public enum WorkflowReference: Hashable, Sendable {
    /// `./.anneal/workflows/train.yml`: of the same repository and commit. The path is without `./`.
    case local(path: String)
    /// `owner/repository/path@ref`
    case remote(owner: String, repository: String, path: String, ref: String)
}

extension WorkflowReference: CustomStringConvertible {
    /// As it is written.
    public var description: String {
        switch self {
        case .local(let path): "./\(path)"
        case .remote(let owner, let repository, let path, let ref): "\(owner)/\(repository)/\(path)@\(ref)"
        }
    }
}
