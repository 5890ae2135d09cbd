import Core
import Git
import OrderedCollections
import Planning
import Store
import Synchronization
import Workflows

/// What the workflow files at the head of a repository's default branch ask for besides its own pushes: times, and runs of
/// other workflows. Read once for each head, as far as the mirror has got.
final class DefaultBranch: Sendable {
    struct Wishes: Sendable {
        var branch: GitRef
        var head: CommitSHA
        /// Some workflow has `on.workflow_run`.
        var listensToRuns: Bool
        /// By the path of the workflow file.
        var schedules: OrderedDictionary<String, [ScheduleTrigger]>
    }

    private struct Entry {
        var directory: String
        var wishes: Wishes?
    }

    private let catalogue: RepositoryCatalogue
    private let known = Mutex<[RepositoryID: Entry]>([:])

    init(catalogue: RepositoryCatalogue) {
        self.catalogue = catalogue
    }

    /// As it was at the last look, which is never far back: every event that is decided looks. For who must not wait for a
    /// mirror that is being fetched into.
    func lastKnown(of repository: RepositoryRecord) async throws -> Wishes? {
        if let entry = known.withLock({ $0[repository.id] }) { return entry.wishes }
        return try await wishes(of: repository)
    }

    /// nil while there is no default branch, or nothing of it has been fetched.
    func wishes(of repository: RepositoryRecord) async throws -> Wishes? {
        let mirror = catalogue.mirror(repository.id)
        let directory = repository.workflowsDirectory
        let branch = repository.defaultBranch.map { GitRef.branch($0) }
        guard let branch, let head = try await mirror.target(of: branch)?.commit else {
            known.withLock { $0[repository.id] = Entry(directory: directory) }
            return nil
        }
        if let entry = known.withLock({ $0[repository.id] }), let wishes = entry.wishes, wishes.head == head,
            wishes.branch == branch, entry.directory == directory
        {
            return wishes
        }
        var wishes = Wishes(branch: branch, head: head, listensToRuns: false, schedules: [:])
        for file in try await mirror.files(at: head, under: directory, suffixes: [".yml", ".yaml"]) {
            let (parsed, _) = WorkflowFile.read(file)
            guard let triggers = parsed.valid?.triggers else { continue }
            if triggers.workflowRun != nil { wishes.listensToRuns = true }
            if !triggers.schedule.isEmpty { wishes.schedules[parsed.path] = triggers.schedule }
        }
        let found = wishes
        known.withLock { $0[repository.id] = Entry(directory: directory, wishes: found) }
        return found
    }
}
