public import Core

/// A repository we watch. Not `Codable`: it holds secrets.
public struct RepositoryRecord: Sendable {
    public var id: RepositoryID
    public var name: String
    public var url: String
    public var forge: String
    public var webhookSecret: Secret?
    public var credential: Secret?
    public var workflowsDirectory: String
    public var defaultBranch: String?
    /// The last fetch that worked.
    public var fetchedAt: Timestamp?
    /// Why the last fetch did not work; nil when it did.
    public var fetchError: String?
    public var createdAt: Timestamp

    public init(
        id: RepositoryID, name: String, url: String, forge: String, webhookSecret: Secret? = nil,
        credential: Secret? = nil, workflowsDirectory: String, defaultBranch: String? = nil,
        fetchedAt: Timestamp? = nil, fetchError: String? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.url = url
        self.forge = forge
        self.webhookSecret = webhookSecret
        self.credential = credential
        self.workflowsDirectory = workflowsDirectory
        self.defaultBranch = defaultBranch
        self.fetchedAt = fetchedAt
        self.fetchError = fetchError
        self.createdAt = createdAt
    }
}

extension RepositoryRecord {
    /// What the record of a new repository will say.
    public init(id: RepositoryID, new: NewRepository, createdAt: Timestamp) {
        self.init(
            id: id, name: new.name, url: new.url, forge: new.forge, webhookSecret: new.webhookSecret,
            credential: new.credential, workflowsDirectory: new.workflowsDirectory, createdAt: createdAt)
    }
}
