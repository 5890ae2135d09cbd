import Core
import Git
import Planning
import Store

/// The events that GitHub would send beside one, made when a workflow listens to them: `create` and `delete` beside the
/// push of a new or deleted reference, `pull_request_target` beside `pull_request`.
struct FurtherEvents {
    let repository: RepositoryRecord
    let mirror: Mirror
    let reader: EventReader

    /// - Parameters:
    ///   - original: as it is stored.
    ///   - located: with its commit.
    ///   - workflows: of that commit.
    func events(after original: Event, located: Event, workflows: [WorkflowFile]) async throws -> [Event] {
        switch original.source {
        case .delivery, .watcher: break
        // What was asked for is what was asked for.
        case .request, .replay, .run, .schedule: return []
        }
        switch original.kind {
        case .push where original.after == nil:
            guard try await isHeardOnDefaultBranch(.delete) else { return [] }
            return [refEvent(.delete, original)]
        case .push where original.before == nil:
            guard workflows.contains(where: { $0.listens(to: .create) }) else { return [] }
            return [refEvent(.create, original)]
        case .pullRequest:
            guard try await isHeardOnDefaultBranch(.pullRequestTarget) else { return [] }
            var event = original
            event.kind = .pullRequestTarget
            (event.ref, event.before, event.after) = (nil, nil, nil)
            return [event]
        default: return []
        }
    }

    private func isHeardOnDefaultBranch(_ kind: EventKind) async throws -> Bool {
        guard let tip = try await mirror.defaultBranch(),
            let commit = try await mirror.target(of: tip)?.commit
        else { return false }
        return try await reader.workflows(at: commit, of: repository, mirror: mirror).0
            .contains { $0.listens(to: kind) }
    }

    private func refEvent(_ kind: EventKind, _ push: Event) -> Event {
        var event = push
        event.kind = kind
        (event.before, event.after) = (nil, nil)
        event.payload = [
            "ref": .string(push.ref?.short ?? ""), "ref_type": push.ref?.tag == nil ? "branch" : "tag",
            "master_branch": repository.defaultBranch.map(Value.string) ?? nil, "pusher_type": "user",
            "repository": push.payload["repository"] ?? nil, "sender": push.payload["sender"] ?? nil
        ]
        return event
    }
}
