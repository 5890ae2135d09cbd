import Core
import OrderedCollections
import Store

/// `github.event` of `workflow_run`, in GitHub's shape. Workflows have no numbers here, so ids of workflows are missing.
struct WorkflowRunPayload {
    var action: RunAction
    var run: RunRecord
    /// The event that the run is for.
    var cause: Event
    var repository: RepositoryRecord
    var serverURL: String
    var now: Timestamp

    var value: Value {
        [
            "action": .string(action.rawValue),
            "workflow_run": .object(runMembers),
            "workflow": [
                "name": .string(run.workflowName), "path": .string(run.workflowPath), "state": "active"
            ],
            "repository": repositoryValue,
            "sender": ["login": .string(cause.actor)]
        ]
    }

    private var runMembers: OrderedDictionary<String, Value> {
        let actor: Value = ["login": .string(cause.actor)]
        let url = "\(serverURL)/runs/\(run.id)"
        return [
            "id": .number(Double(run.id.rawValue)),
            "name": .string(run.workflowName),
            "path": .string(run.workflowPath),
            "display_title": .string(run.name),
            "run_number": .number(Double(run.number)),
            "run_attempt": .number(Double(run.attempt)),
            "event": .string(cause.kind.rawValue),
            "status": .string(status),
            "conclusion": conclusion,
            "head_branch": (run.ref?.short).map(Value.string) ?? .null,
            "head_sha": (run.sha?.hex).map(Value.string) ?? .null,
            "head_commit": cause.payload["head_commit"] ?? .null,
            "pull_requests": [],
            "created_at": .string(run.createdAt.description),
            "updated_at": .string(now.description),
            "run_started_at": .string((run.startedAt ?? run.createdAt).description),
            "html_url": .string(url),
            "url": .string("\(serverURL)/api/v1/runs/\(run.id)"),
            "jobs_url": .string("\(serverURL)/api/v1/runs/\(run.id)/jobs"),
            "actor": actor,
            "triggering_actor": actor,
            "repository": repositoryValue,
            "head_repository": headRepository
        ]
    }

    private var status: String {
        switch run.state {
        case .queued: "queued"
        case .running: "in_progress"
        case .completed: "completed"
        }
    }

    /// GitHub's words.
    private var conclusion: Value {
        switch run.conclusion {
        case nil: .null
        case .success?, .warning?: "success"
        case .failure?, .lost?, .setupFailure?: "failure"
        case .timedOut?: "timed_out"
        case .cancelled?: "cancelled"
        case .skipped?: "skipped"
        }
    }

    /// Whose code ran: workflows ask before they trust what a run made.
    private var headRepository: Value {
        guard cause.kind.isOfPullRequest else { return repositoryValue }
        return cause.pullRequest?["head"]?["repo"] ?? (cause.isFromFork ? .null : repositoryValue)
    }

    private var repositoryValue: Value {
        PushPayload.make(repository: repository, ref: GitRef(""), before: nil, after: nil, head: nil)["repository"]
            ?? .null
    }
}
