public import Core

/// A repository to be taken in. Not `Codable`: it holds secrets.
public struct NewRepository: Sendable {
    /// Unique. Letters, digits, `.`, `_`, `-`, and `/` between parts; each part begins with none of the signs `.` and `/`.
    public var name: String
    public var url: String
    /// `github`, `gitlab`, `gitea` or `git`.
    public var forge: String
    public var webhookSecret: Secret?
    /// A token for `https://`, the path of a key for `ssh://`.
    public var credential: Secret?
    /// Where the workflow files are, from the root of the repository.
    public var workflowsDirectory: String

    public init(
        name: String, url: String, forge: String, webhookSecret: Secret? = nil, credential: Secret? = nil,
        workflowsDirectory: String = ".anneal/workflows"
    ) {
        self.name = name
        self.url = url
        self.forge = forge
        self.webhookSecret = webhookSecret
        self.credential = credential
        self.workflowsDirectory = workflowsDirectory
    }
}
