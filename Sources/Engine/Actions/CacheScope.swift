import Core
import Store

/// Whose caches a run may read, as on GitHub: those of its own ref, of the branch that it is to be merged into, and of the
/// default branch; it writes only its own, so that what a pull request saves can't reach a branch that others build on.
enum CacheScope {
    static func refs(of event: Event, ref: GitRef?, in repository: RepositoryRecord) -> [String] {
        var refs: [String] = []
        func add(_ ref: String) { if !refs.contains(ref) { refs.append(ref) } }
        if let ref { add(ref.name) }
        if let base = event.payload["pull_request"]?["base"]?["ref"]?.string { add(GitRef.branch(base).name) }
        if let branch = repository.defaultBranch { add(GitRef.branch(branch).name) }
        return refs
    }
}
