public import Core
import GRDB

extension Writer {
    /// - Throws: `conflict` when the name is taken, `refused` when it is not a name.
    public func addRepository(_ new: NewRepository, at now: Timestamp) throws -> RepositoryID {
        do {
            return RepositoryID(
                try insert(
                    """
                    INSERT INTO repositories
                        (name, url, forge, webhook_secret, credential, workflows_directory, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        new.name, new.url, new.forge, new.webhookSecret?.reveal(), new.credential?.reveal(),
                        new.workflowsDirectory, now.milliseconds
                    ]))
        } catch let error as StoreError where error.code == .conflict {
            throw StoreError(.conflict, "there is a repository '\(new.name)' already", cause: error)
        } catch let error as StoreError where error.message.contains("repository_name_rule") {
            throw StoreError(
                .refused,
                "'\(new.name)' is not a repository's name: use up to 200 letters, digits, '.', '_', '-', with '/' "
                    + "between parts that begin with a letter or a digit",
                cause: error)
        }
    }

    /// Removes a repository with its deliveries, events, runs and jobs.
    ///
    /// - Returns: the jobs there were, so that their folders can be removed.
    public func removeRepository(_ id: RepositoryID) throws -> [JobID] {
        let jobs: [JobID] = try all(
            "SELECT jobs.id FROM runs JOIN jobs ON jobs.run = runs.id WHERE runs.repository = ? ORDER BY jobs.id",
            [id.rawValue]
        ) { try $0.id("id") }
        let sources: [String] = try all(
            """
            SELECT workflow_source FROM runs JOIN run_plans ON run_plans.run = runs.id WHERE runs.repository = ?1
            UNION
            SELECT workflow_source FROM runs JOIN run_callees ON run_callees.run = runs.id WHERE runs.repository = ?1
            """, [id.rawValue]
        ) { try $0.value("workflow_source") }
        try change("repository \(id)", "DELETE FROM repositories WHERE id = ?", [id.rawValue])
        for source in sources {
            try execute(
                """
                DELETE FROM workflow_sources WHERE digest = ?1
                    AND NOT EXISTS (SELECT 1 FROM run_plans WHERE workflow_source = ?1)
                    AND NOT EXISTS (SELECT 1 FROM run_callees WHERE workflow_source = ?1)
                """, [source])
        }
        return jobs
    }

    public func setDefaultBranch(_ id: RepositoryID, _ branch: String?) throws {
        try change(
            "repository \(id)", "UPDATE repositories SET default_branch = ? WHERE id = ?", [branch, id.rawValue])
    }

    /// - Parameter error: why the fetch did not work; nil when it did.
    public func setFetched(_ id: RepositoryID, at now: Timestamp, error: String?) throws {
        try change(
            "repository \(id)",
            "UPDATE repositories SET fetch_error = ?1, fetched_at = iif(?1 IS NULL, ?2, fetched_at) WHERE id = ?3",
            [error, now.milliseconds, id.rawValue])
    }
}
