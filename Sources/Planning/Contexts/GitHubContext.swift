public import Core
import Expressions
import OrderedCollections

/// The `github` context, as far as it is known before a runner takes the job: `workspace`, `action…` and the paths of
/// the command files are added there. There is no `token`.
public enum GitHubContext {
    /// - Parameters:
    ///   - workflow: path of the workflow file; `name` its display name.
    ///   - inputs: the checked `inputs`; as texts they become `github.event.inputs`, as on GitHub.
    ///   - run: nil, as is `number`, in a plan of a run that does not exist yet; the properties are missing then.
    ///   - job: a job's id; nil outside jobs.
    public static func make(
        event: Event, repository: RepositoryFacts, workflow: String, name: String, inputs: Value = .emptyObject,
        run: RunID? = nil, number: Int? = nil, attempt: Int = 1, triggeringActor: String? = nil, job: String? = nil,
        serverURL: String
    ) -> Value {
        let sha = event.after?.hex ?? ""
        let ref = event.ref
        let isRequest = event.kind == .pullRequest || event.kind == .pullRequestTarget
        var context: OrderedDictionary<String, Value> = [
            "event_name": .string(event.kind.rawValue),
            "event": payload(of: event, inputs: inputs),
            "ref": .string(ref?.name ?? ""),
            "ref_name": .string(ref.map(shortName) ?? ""),
            "ref_type": ref.map(refType) ?? "",
            // Nothing here knows what a forge protects.
            "ref_protected": false,
            "sha": .string(sha),
            "head_ref": .string(isRequest ? event.headBranch ?? "" : ""),
            "base_ref": .string(isRequest ? event.baseBranch ?? "" : ""),
            "repository": .string(repository.name),
            "repository_id": .string(repository.id.description),
            "repository_owner": .string(repository.owner),
            "repositoryUrl": .string(repository.url),
            "actor": .string(event.actor),
            "triggering_actor": .string(triggeringActor ?? event.actor),
            "workflow": .string(name),
            "workflow_ref": .string("\(repository.name)/\(workflow)@\(ref?.name ?? sha)"),
            "workflow_sha": .string(sha),
            "run_attempt": .string(String(attempt)),
            "server_url": .string(serverURL),
            "api_url": .string(serverURL + "/api/v1")
        ]
        if let run { context["run_id"] = .string(run.description) }
        if let number { context["run_number"] = .string(String(number)) }
        if let job { context["job"] = .string(job) }
        return .object(context)
    }

    /// As GitHub shortens it: `main`, `v1`, `7/merge`.
    private static func shortName(_ ref: GitRef) -> String {
        let request = "refs/pull/"
        return ref.name.hasPrefix(request) ? String(ref.name.dropFirst(request.count)) : ref.short
    }

    private static func refType(_ ref: GitRef) -> Value {
        if ref.tag != nil { return "tag" }
        return ref.branch != nil || ref.name.hasPrefix("refs/pull/") ? "branch" : ""
    }

    private static func payload(of event: Event, inputs: Value) -> Value {
        guard event.kind == .workflowDispatch, case .object(var payload) = event.payload else { return event.payload }
        payload["inputs"] = .object((inputs.object ?? [:]).mapValues { .string($0.coercedString) })
        return .object(payload)
    }
}
