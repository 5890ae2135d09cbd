import Core
import Expressions
import OrderedCollections
import Workflows

/// Which jobs of a workflow will surely be skipped, and which run on a condition: the `if` of each, as far as it can be told.
struct Foresight {
    let workflow: Workflow
    /// `github`, `inputs` and `vars` of a job by its id.
    let contexts: (String) -> [String: Value]
    private var known: [String: Outlook] = [:]
    /// One that is skipped of what a job needs, by the job's id.
    private var skippedAncestors: [String: String] = [:]

    init(_ workflow: Workflow, contexts: @escaping (String) -> [String: Value]) {
        (self.workflow, self.contexts) = (workflow, contexts)
    }

    /// - Parameter id: of a job whose needs were asked for before, where that is possible.
    mutating func outlook(of id: String) -> Outlook {
        if let outlook = known[id] { return outlook }
        guard let job = workflow.jobs[id] else { return Outlook(.runs) }
        let obstacle = workflow.unavailable(job: id).first.map { "\($0.message) (line \($0.position.line))" }
        let outlook = Outlook(verdict(of: job), obstacle: obstacle)
        known[id] = outlook
        skippedAncestors[id] = skippedNeed(of: job)
        return outlook
    }

    /// All of them, each after what it needs.
    mutating func learn() {
        var graph = DirectedGraph<String>()
        for job in workflow.jobs.values {
            graph.add(job.id.content)
            for need in job.needs { graph.addEdge(from: need.content, to: job.id.content) }
        }
        for id in graph.topologicalOrder() ?? [] { _ = outlook(of: id) }
    }

    private func verdict(of job: JobDefinition) -> Outlook.Verdict {
        let skipped = skippedNeed(of: job)
        // Nobody has cancelled a run that has not begun, and without needs nothing has failed.
        var status: [String: Bool] = job.needs.isEmpty ? ["success": true, "failure": false, "cancelled": false] : [:]
        if skipped != nil { status["success"] = false }
        guard let condition = job.condition else {
            return skipped.map { .skipped(reason: "it needs '\($0)', which is skipped") } ?? .runs
        }
        let text = condition.content.text.quotedForPeople
        let truth = condition.content.foresee(
            in: Scope(contexts: contexts(job.id.content)), unknown: ["needs"], status: status)
        if truth == false { return .skipped(reason: "its if is false: \(text)") }
        if condition.content.impliesSuccess, let skipped {
            return .skipped(reason: "it needs '\(skipped)', which is skipped")
        }
        return truth == true ? .runs : .depends(condition: text)
    }

    /// success() is about everything that a job needs, directly and through others.
    private func skippedNeed(of job: JobDefinition) -> String? {
        for need in job.needs {
            if case .skipped? = known[need.content]?.verdict { return need.content }
        }
        return job.needs.lazy.compactMap { skippedAncestors[$0.content] }.first
    }
}
