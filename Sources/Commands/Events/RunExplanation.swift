import Core
import OrderedCollections

/// Why a run is there, and why each of its jobs ran or did not.
struct RunExplanation: Showable {
    var run: Answer<Run>
    var decision: Answer<WorkflowDecision>?
    var jobs: [Answer<Job>]
    /// Whether each `if` is taken apart.
    var isDetailed = false

    /// - Parameter job: the id, name or number of the jobs to explain in detail; nil for all, in short.
    static func fetch(_ id: Int64, job: String? = nil, _ client: APIClient) async throws -> RunExplanation {
        let run = try await client.object(Run.self, "/runs/\(id)")
        let decisions = try await client.whole(WorkflowDecision.self, "/events/\(run.event)/decisions")
        let jobs = try await client.whole(Job.self, "/runs/\(id)/jobs")
        let chosen = job.map { name in jobs.filter { $0.model.isCalled(name) } } ?? jobs
        guard job == nil || !chosen.isEmpty else {
            let names = jobs.map(\.model.key).joined(separator: ", ")
            throw CommandError(.notFound, "run \(id) has no job '\(job ?? "")'; its jobs are: \(names)")
        }
        return RunExplanation(
            run: run, decision: decisions.first { $0.run == run.id }, jobs: chosen, isDetailed: job != nil)
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
            + jobs.flatMap { $0.model.headline(at: now) + (isDetailed ? $0.model.conditions : []) }
    }
}

extension Job {
    fileprivate func isCalled(_ name: String) -> Bool {
        key == name || job == name || self.name == name || String(id.rawValue) == name
    }

    /// Its `if` and those of its steps, with what every part was worth.
    fileprivate var conditions: [StyledText] {
        Self.lines(of: trace, indent: "  ", otherwise: "its if was not asked") + steps.flatMap(\.conditions)
    }

    fileprivate static func lines(of trace: [Operand]?, indent: String, otherwise: String) -> [StyledText] {
        guard let trace, let whole = trace.first else { return ["\(indent + otherwise, .dim)"] }
        return ["\(indent)if: \(whole.text) = \(whole.shown, .bold)"]
            + Table.lines(rows: trace.dropFirst().map { ["\(indent)  \($0.text)", "= \($0.shown)"] })
    }
}

extension Job.Step {
    fileprivate var conditions: [StyledText] {
        let verdict = StateText.style(state: RunState.running.rawValue, conclusion: conclusion)
        let why: StyledText = reason.map { ": \($0)" } ?? ""
        return ["  step \(index + 1) \(name, .bold): \(verdict)\(why)"]
            + Job.lines(of: trace, indent: "    ", otherwise: "no if: success() is implied")
    }
}

extension Operand {
    fileprivate var shown: String { error.map { "error: \($0)" } ?? value }
}
