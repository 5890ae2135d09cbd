import Core
import OrderedCollections

/// Why a run is there, and why each of its jobs ran or did not.
struct RunExplanation: Showable {
    var run: Answer<Run>
    var decision: Answer<WorkflowDecision>?
    var jobs: [Answer<Job>]

    static func fetch(_ id: Int64, _ client: APIClient) async throws -> RunExplanation {
        let run = try await client.object(Run.self, "/runs/\(id)")
        let decisions = try await client.whole(WorkflowDecision.self, "/events/\(run.event)/decisions")
        return RunExplanation(
            run: run, decision: decisions.first { $0.run == run.id },
            jobs: try await client.whole(Job.self, "/runs/\(id)/jobs"))
    }

    /// The run's object with `decision` and `jobs`.
    var json: Value {
        guard case .object(var members) = Run.json(run.value) else { return run.value }
        members["decision"] = decision?.value ?? .null
        members["jobs"] = .array(jobs.map(\.value))
        return .object(members)
    }

    func lines(at now: Timestamp) -> [StyledText] {
        run.model.headline(at: now) + [""] + (decision?.model.lines ?? ["no decision names this run"]) + [""]
            + jobs.flatMap { $0.model.headline(at: now) }
    }
}
