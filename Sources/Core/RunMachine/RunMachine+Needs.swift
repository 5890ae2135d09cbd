import OrderedCollections

extension RunMachine {
    /// All combinations of the job are completed. A job id that does not exist is over: the planner refused it.
    public func isOver(id: String) -> Bool {
        jobs.values.allSatisfy { $0.id != id || $0.state == .completed }
    }

    /// `needs.ID.result`: the combinations of a matrix taken together, worst first; nil while it is not over.
    public func result(id: String) -> String? {
        guard isOver(id: id) else { return nil }
        let results = jobs.values.filter { $0.id == id && !$0.isExpanded }.compactMap(\.result)
        for worst in ["failure", "cancelled"] where results.contains(worst) { return worst }
        return results.contains("success") ? "success" : "skipped"
    }

    /// The jobs that `id` needs, directly or not.
    public func ancestors(ofNeeds needs: [String]) -> Set<String> {
        // Once over the jobs, not once for each ancestor: a run may have hundreds of both.
        var known: [String: [String]] = [:]
        for job in jobs.values where known[job.id] == nil { known[job.id] = job.needs }
        var found: Set<String> = []
        var open = needs
        while let id = open.popLast() {
            guard found.insert(id).inserted else { continue }
            open.append(contentsOf: known[id] ?? [])
        }
        return found
    }
}
