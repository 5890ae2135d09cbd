public import Core
import Git
import OrderedCollections
public import Store

/// A working tree as it is, as a commit of the mirror.
public struct WorkingTree: Sendable {
    public var sha: CommitSHA
    /// The branch that is checked out; nil when HEAD is detached.
    public var ref: GitRef?
    /// What changed paths are compared with: HEAD when there are uncommitted changes, else its first parent.
    public var before: CommitSHA?
    private var head: CommitInfo

    init(sha: CommitSHA, ref: GitRef?, before: CommitSHA?, head: CommitInfo) {
        self.sha = sha
        self.ref = ref
        self.before = before
        self.head = head
    }

    /// `github.event`, as if the tree had been pushed or the workflow asked for.
    public func payload(of kind: EventKind, repository: RepositoryRecord) -> Value {
        let payload = PushPayload.make(
            repository: repository, ref: ref ?? GitRef("HEAD"), before: before, after: sha, head: head)
        guard kind != .push, case .object(var members) = payload else { return payload }
        for key in ["before", "after", "created", "deleted", "head_commit", "pusher"] { members[key] = nil }
        return .object(members)
    }
}

extension Engine {
    /// Takes the working tree into the repository's mirror, uncommitted and untracked files included. Writes nothing into
    /// the user's repository.
    public func snapshot(of workingTree: String, repository: RepositoryRecord) async throws -> WorkingTree {
        let mirror = catalogue.mirror(repository.id)
        _ = try await mirror.fetch(from: repository.url)
        let taken = try await mirror.snapshot(of: workingTree)
        let head = try await mirror.commit(taken.commit)
        let isClean = taken.commit == taken.base
        return WorkingTree(
            sha: taken.commit, ref: taken.branch, before: isClean ? head.parents.first : taken.base, head: head)
    }
}
