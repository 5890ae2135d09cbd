import Core
import Git
import Store

/// `github.event` of a push that no forge told of, in the shape of GitHub's.
enum PushPayload {
    static func make(
        repository: RepositoryRecord, ref: GitRef, before: CommitSHA?, after: CommitSHA?, head: CommitInfo?
    ) -> Value {
        let parts = repository.name.split(separator: "/")
        let owner = parts.count > 1 ? String(parts[0]) : ""
        return [
            "ref": .string(ref.name),
            "before": .string((before ?? .zero).hex),
            "after": .string((after ?? .zero).hex),
            "created": .bool(before == nil),
            "deleted": .bool(after == nil),
            "head_commit": head.map(commit) ?? .null,
            "repository": [
                "name": .string(parts.last.map(String.init) ?? repository.name),
                "full_name": .string(repository.name),
                "clone_url": .string(repository.url),
                "default_branch": repository.defaultBranch.map(Value.string) ?? .null,
                "owner": ["login": .string(owner), "name": .string(owner)]
            ],
            "pusher": head.map { ["name": .string($0.committer.name), "email": .string($0.committer.email)] } ?? .null
        ]
    }

    static func commit(_ info: CommitInfo) -> Value {
        [
            "id": .string(info.sha.hex),
            "tree_id": .string(info.tree.hex),
            "message": .string(info.message),
            "timestamp": .string(info.committer.time.description),
            "author": person(info.author),
            "committer": person(info.committer)
        ]
    }

    private static func person(_ person: CommitInfo.Person) -> Value {
        ["name": .string(person.name), "email": .string(person.email)]
    }
}
