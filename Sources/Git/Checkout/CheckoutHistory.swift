import CLibGit2
import Core

/// How much of the history a workspace shows.
struct CheckoutHistory {
    let repository: Repository
    let commit: ObjectID
    /// Commits from the one that is checked out on; nil = all.
    let depth: Int?

    /// The commits whose parents are left out, as `.git/shallow` lists them; nil when the history is whole.
    func boundary() throws -> [ObjectID]? {
        guard let depth else { return nil }
        var level: Set<ObjectID> = [commit]
        var seen = level
        for _ in 1..<max(depth, 1) {
            var next: Set<ObjectID> = []
            for id in level {
                for parent in try repository.info(of: id).parents {
                    let parent = try ObjectID(parent)
                    if seen.insert(parent).inserted { next.insert(parent) }
                }
            }
            level = next
            if level.isEmpty { return nil }
        }
        return try level.filter { try !repository.info(of: $0).parents.isEmpty }
            .sorted { $0.sha.hex < $1.sha.hex }
    }
}
