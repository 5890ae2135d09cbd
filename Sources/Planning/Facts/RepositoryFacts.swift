public import Core

/// What planning has to know of a repository.
public struct RepositoryFacts: Hashable, Sendable, Codable {
    public var id: RepositoryID
    /// `owner/name`, or a plain name.
    public var name: String
    /// Where it is cloned from, without credentials.
    public var url: String
    public var defaultBranch: String?
    /// The `vars` context: an object of texts.
    public var vars: Value

    public init(id: RepositoryID, name: String, url: String, defaultBranch: String?, vars: Value = .emptyObject) {
        self.id = id
        self.name = name
        self.url = url
        self.defaultBranch = defaultBranch
        self.vars = vars
    }

    /// What stands before the slash; the name itself when there is none.
    public var owner: String { name.split(separator: "/").first.map(String.init) ?? name }
}
