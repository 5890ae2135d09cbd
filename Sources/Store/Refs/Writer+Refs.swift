public import Core
import GRDB

extension Writer {
    /// - Parameter sha: nil = the ref is gone.
    public func setRef(_ repository: RepositoryID, _ ref: GitRef, _ sha: CommitSHA?, at now: Timestamp) throws {
        guard let sha else {
            return try execute("DELETE FROM refs WHERE repository = ? AND name = ?", [repository.rawValue, ref.name])
        }
        try execute(
            """
            INSERT INTO refs (repository, name, sha, changed_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET sha = excluded.sha, changed_at = excluded.changed_at
            WHERE sha <> excluded.sha
            """, [repository.rawValue, ref.name, sha.hex, now.milliseconds])
    }
}
