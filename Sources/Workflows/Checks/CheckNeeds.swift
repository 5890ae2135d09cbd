import Core
import OrderedCollections

extension Reader {
    /// Every job that is needed exists, some job can start, and none waits for itself. `needs` gets the ids as the jobs
    /// write them, since case does not count.
    func checkNeeds(_ workflow: inout Workflow, _ node: YAMLNode) {
        let ids = Dictionary(workflow.jobs.keys.map { ($0.lowercased(), $0) }) { first, _ in first }
        // A job whose id was refused is there all the same; that it is wrong has been said.
        let written = Set((node.mapping ?? []).compactMap { $0.key.text?.lowercased() })
        var graph = DirectedGraph<String>()
        for index in workflow.jobs.values.indices {
            let job = workflow.jobs.values[index]
            graph.add(job.id.content)
            for (place, need) in job.needs.enumerated() {
                let key = need.content.lowercased()
                if let id = ids[key] {
                    workflow.jobs.values[index].needs[place].content = id
                    graph.addEdge(from: job.id.content, to: id)
                } else if !written.contains(key) {
                    report(
                        .undefinedNeeds, "the job '\(job.id.content)' needs '\(need.content)', which does not exist",
                        help: suggestion(for: need.content, in: workflow.jobs.keys)
                            ?? "Add a job of this name, or remove it from 'needs'.", at: need.position)
                }
            }
        }
        let isKnown = !workflow.jobs.values.contains { $0.needs.contains { workflow.jobs[$0.content] == nil } }
        if isKnown { checkFirstJob(workflow, isEmpty: node.mapping?.isEmpty == true, node) }
        if let cycle = graph.cycle() { reportCycle(cycle, workflow) }
    }

    private func checkFirstJob(_ workflow: Workflow, isEmpty: Bool, _ node: YAMLNode) {
        if isEmpty {
            report(.noFirstJob, "there is no job", help: "Add one.", at: node.position)
        } else if !workflow.jobs.isEmpty, workflow.jobs.values.allSatisfy({ !$0.needs.isEmpty }) {
            report(
                .noFirstJob, "every job needs another one, so none can start",
                help: "Let at least one job need nothing.", at: node.position)
        }
    }

    private func reportCycle(_ cycle: [String], _ workflow: Workflow) {
        let edges = cycle.indices.map { index -> (from: String, to: String, position: SourcePosition) in
            let (from, to) = (cycle[index], cycle[(index + 1) % cycle.count])
            let need = workflow.jobs[from]?.needs.first { $0.content == to }
            return (from, to, need?.position ?? .start)
        }
        guard let first = edges.indices.min(by: { edges[$0].position < edges[$1].position }) else { return }
        // Told from the edge that is written first. A circle of thousands of jobs is told by its start.
        let walk = (edges[first...] + edges[..<first]).prefix(20).map {
            "'\($0.from)' needs '\($0.to)' (line \($0.position.line))"
        }
        let rest = edges.count > walk.count ? ", and so on" : ""
        report(
            .needsCycle, "jobs wait for each other: \(walk.joined(separator: ", "))\(rest)",
            help: "Remove one of these 'needs'.", at: edges[first].position)
    }
}
