/// Which workflow a call means, the same for every spelling: `./path` in the run's own commit, or
/// `owner/repository/path@ref`.
public struct CalleeID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// As it is written where nothing else is meant by it.
    public let description: String
    /// nil = of the run's own repository and commit.
    public let remote: Remote?
    public let path: String

    public struct Remote: Hashable, Sendable, Codable {
        public let owner: String
        public let repository: String
        public let ref: String
    }

    /// - Parameter base: the workflow in which the reference stands; nil = the run's own. `./` is of the same repository
    ///   and commit as that.
    public init(_ reference: WorkflowReference, in base: CalleeID?) {
        let (remote, path): (Remote?, String) =
            switch reference {
            case .local(let path): (base?.remote, path)
            case .remote(let owner, let repository, let path, let ref):
                (Remote(owner: owner, repository: repository, ref: ref), path)
            }
        (self.remote, self.path) = (remote, path)
        description = remote.map { "\($0.owner)/\($0.repository)/\(path)@\($0.ref)" } ?? "./\(path)"
    }
}
