public import Core
import GRDB

extension Reader {
    /// The latest first.
    ///
    /// - Parameters:
    ///   - cursor: the last run of the page before; nil = the first page.
    ///   - limit: at most ``largestPage``.
    public func runs(_ filter: RunFilter = RunFilter(), before cursor: RunID? = nil, limit: Int) throws -> [RunRecord] {
        let limit = Self.page(limit)
        var ids: [Int64]
        if filter.needsRepository {
            // A page of each repository holds the page of all. Their number does not grow with history.
            let repositories: [RepositoryID] = try all("SELECT id FROM repositories") { try $0.id("id") }
            ids = try repositories.flatMap { repository in
                var one = filter
                one.repository = repository
                return try runIDs(one, before: cursor, limit: limit)
            }
            ids.sort(by: >)
        } else {
            ids = try runIDs(filter, before: cursor, limit: limit)
        }
        return try records(ids.prefix(limit))
    }

    /// The last runs of each repository, the latest first.
    public func lastRuns(perRepository limit: Int) throws -> [RepositoryID: [RunRecord]] {
        let repositories: [RepositoryID] = try all("SELECT id FROM repositories") { try $0.id("id") }
        let ids = try repositories.flatMap { repository in
            try runIDs(RunFilter(repository: repository), before: nil, limit: Self.page(limit))
        }
        return Dictionary(grouping: try records(ids[...]), by: \.repository)
    }

    private func runIDs(_ filter: RunFilter, before cursor: RunID?, limit: Int) throws -> [Int64] {
        let query = filter.query(before: cursor, limit: limit)
        return try all(query.sql, query.arguments) { try $0.value("id") }
    }

    private func records(_ ids: ArraySlice<Int64>) throws -> [RunRecord] {
        try all(
            Self.runColumns + " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
            [try JSONText.encode(Array(ids))], RunRecord.init(row:))
    }
}
