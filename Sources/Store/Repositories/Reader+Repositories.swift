public import Core
import GRDB

extension Reader {
    private static let columns = """
        SELECT id, name, url, forge, webhook_secret, credential, workflows_directory, default_branch, fetched_at,
            fetch_error, created_at
        FROM repositories
        """

    /// All, by name. There are hundreds at most.
    public func repositories() throws -> [RepositoryRecord] {
        try all(Self.columns + " ORDER BY name", [], RepositoryRecord.init(row:))
    }

    public func repository(_ id: RepositoryID) throws -> RepositoryRecord? {
        try first(Self.columns + " WHERE id = ?", [id.rawValue], RepositoryRecord.init(row:))
    }

    public func repository(named name: String) throws -> RepositoryRecord? {
        try first(Self.columns + " WHERE name = ?", [name], RepositoryRecord.init(row:))
    }
}

extension RepositoryRecord {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), name: try row.value("name"), url: try row.value("url"),
            forge: try row.value("forge"), webhookSecret: try row.optional("webhook_secret").map { Secret($0) },
            credential: try row.optional("credential").map { Secret($0) },
            workflowsDirectory: try row.value("workflows_directory"),
            defaultBranch: try row.optional("default_branch"), fetchedAt: try row.optionalTime("fetched_at"),
            fetchError: try row.optional("fetch_error"), createdAt: try row.time("created_at"))
    }
}
