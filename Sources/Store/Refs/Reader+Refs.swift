public import Core
import GRDB

extension Reader {
    /// The refs of a repository as far as events have told of them.
    public func knownRefs(_ repository: RepositoryID) throws -> [GitRef: CommitSHA] {
        let pairs = try all("SELECT name, sha FROM refs WHERE repository = ?", [repository.rawValue]) { row in
            guard let ref = try row.ref("name"), let sha = try row.sha("sha") else { throw Row.damage("sha") }
            return (ref, sha)
        }
        return Dictionary(pairs) { $1 }
    }
}
