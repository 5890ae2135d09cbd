import Core
import Planning

extension Plan {
    /// Leaves one job of each run, with the jobs it needs.
    ///
    /// - Throws: `EngineError` `notFound` when no run has such a job.
    mutating func keep(only job: String) throws {
        // Why nothing runs is said by the decisions.
        guard !runs.isEmpty else { return }
        let ids = runs.flatMap { $0.jobs.map(\.id) }
        guard ids.contains(job) || runs.contains(where: \.isInvalid) else {
            let known = Set(ids).sorted().joined(separator: ", ")
            throw EngineError(.notFound, "there is no job '\(job)'; there are: \(known.isEmpty ? "none" : known)")
        }
        for index in runs.indices {
            var wanted: Set<String> = [job]
            var open = [job]
            while let id = open.popLast() {
                for needed in runs[index].jobs.filter({ $0.id == id }).flatMap(\.needs)
                where wanted.insert(needed).inserted {
                    open.append(needed)
                }
            }
            runs[index].jobs.removeAll { !wanted.contains($0.id) }
        }
        let left = Set(
            runs.filter { !$0.jobs.isEmpty || $0.diagnostics.contains { $0.severity == .error } }.map(\.workflow))
        runs.removeAll { !left.contains($0.workflow) }
    }
}
