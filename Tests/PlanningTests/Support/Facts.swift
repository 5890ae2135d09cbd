import Core
import OrderedCollections
import Testing
import Workflows

@testable import Planning

extension CommitSHA {
    /// `a` is a commit whose name is all `a`.
    static func all(_ digit: Character) throws -> CommitSHA {
        try #require(CommitSHA(String(repeating: digit, count: 40)))
    }
}

extension RepositoryFacts {
    static let weather = RepositoryFacts(
        id: RepositoryID(3), name: "mona/weather", url: "https://example.org/mona/weather.git", defaultBranch: "main",
        vars: ["REGION": "north"])
}

extension Event {
    static func push(_ ref: GitRef = .branch("main"), message: String = "Fix the model\n\nBecause.") throws -> Event {
        Event(
            kind: .push, repository: RepositoryID(3), source: .watcher, ref: ref, before: try .all("b"),
            after: try .all("a"), actor: "mona", payload: ["head_commit": ["message": .string(message)]],
            receivedAt: Timestamp(milliseconds: 0))
    }

    static func pullRequest(
        _ action: String = "opened", kind: EventKind = .pullRequest, base: String = "main", mergeable: Value = .null
    ) throws -> Event {
        Event(
            kind: kind, repository: RepositoryID(3), source: .watcher, ref: GitRef("refs/pull/7/merge"),
            after: try .all("a"), actor: "mona",
            payload: [
                "action": .string(action), "number": 7,
                "pull_request": [
                    "number": 7, "title": "Better weather", "mergeable": mergeable,
                    "head": ["ref": "topic", "sha": .string(String(repeating: "c", count: 40))],
                    "base": ["ref": .string(base)]
                ]
            ],
            receivedAt: Timestamp(milliseconds: 0))
    }

    /// Anything that runs on the default branch.
    static func activity(_ kind: String, _ payload: Value) throws -> Event {
        Event(
            kind: EventKind(rawValue: kind), repository: RepositoryID(3), source: .watcher, ref: .branch("main"),
            after: try .all("a"), actor: "mona", payload: payload, receivedAt: Timestamp(milliseconds: 0))
    }

    static func dispatch(_ inputs: Value = .emptyObject, workflow: String? = "ci.yml") throws -> Event {
        Event(
            kind: .workflowDispatch, repository: RepositoryID(3), source: .request, ref: .branch("main"),
            after: try .all("a"), actor: "mona", payload: ["inputs": inputs], workflow: workflow,
            receivedAt: Timestamp(milliseconds: 0))
    }
}

extension Planner {
    static func plan(_ event: Event, _ workflows: Workflow..., facts: PlanFacts = PlanFacts()) -> PlanCheck {
        PlanCheck(plan(event: event, repository: .weather, workflows: workflows.map(\.file), facts: facts))
    }
}

extension RunFacts {
    static func run(of event: Event, inputs: Value = .emptyObject) -> RunFacts {
        RunFacts(
            run: RunID(70), number: 7, event: event, repository: .weather, inputs: inputs,
            serverURL: "http://localhost:8080")
    }
}
