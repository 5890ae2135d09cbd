import Core
import OrderedCollections

extension Reader {
    /// Every job that is needed exists, some job can start, and none waits for itself.
    func checkNeeds(_ workflow: Workflow, _ node: YAMLNode) {
        let jobs = workflow.jobs
        let ids = Dictionary(jobs.keys.map { ($0.lowercased(), $0) }) { first, _ in first }
        var graph = DirectedGraph<String>()
        for job in jobs.values {
            graph.add(job.id.content)
            for need in job.needs {
                if let id = ids[need.content.lowercased()] {
                    graph.addEdge(from: job.id.content, to: id)
                } else if !isRefused(need.content, node) {
                    let help = jobs.count <= 200 ? Suggestion.nearest(to: need.content, in: Array(jobs.keys)) : nil
                    report(
                        .undefinedNeeds, "the job '\(job.id.content)' needs '\(need.content)', which does not exist",
                        help: help.map { "Did you mean '\($0)'?" }, at: need.position)
                }
            }
        }
        if node.mapping != nil, jobs.values.allSatisfy({ !$0.needs.isEmpty }),
            node.mapping?.isEmpty == true || !jobs.isEmpty
        {
            report(
                .noFirstJob, jobs.isEmpty ? "there is no job" : "every job needs another one, so none can start",
                help: jobs.isEmpty ? "Add one." : "Let at least one job need nothing.",
                at: node.position)
        }
        if let cycle = graph.cycle() { reportCycle(cycle, workflow) }
    }

    /// The job is there, but its id was refused, which has been said.
    private func isRefused(_ id: String, _ node: YAMLNode) -> Bool { node[id] != nil }

    private func reportCycle(_ cycle: [String], _ workflow: Workflow) {
        let edges = cycle.indices.map { index -> (from: String, to: String, position: SourcePosition) in
            let (from, to) = (cycle[index], cycle[(index + 1) % cycle.count])
            let need = workflow.jobs[from]?.needs.first { $0.content.lowercased() == to.lowercased() }
            return (from, to, need?.position ?? .start)
        }
        guard let first = edges.min(by: { $0.position < $1.position }) else { return }
        // A circle of thousands of jobs is told by its start.
        let walk = edges.prefix(20).map { "'\($0.from)' needs '\($0.to)' (line \($0.position.line))" }
        let rest = edges.count > walk.count ? ", and so on" : ""
        report(
            .needsCycle, "jobs wait for each other: \(walk.joined(separator: ", "))\(rest)",
            help: "Remove one of these 'needs'.", at: first.position)
    }
}
