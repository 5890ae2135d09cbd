import Core

extension JobGraph.Node {
    /// The state of all its jobs in one: what most needs a look comes first.
    var mark: Mark {
        guard jobs.count > 1 else { return jobs.first?.mark ?? .queued }
        let order: [(JobSummary) -> Bool] = [
            { $0.conclusion?.isFailure == true },
            { $0.conclusion == nil && $0.state != .blocked && $0.state != .ready },
            { $0.state == .ready }, { $0.state == .blocked }, { $0.conclusion == .cancelled },
            { $0.conclusion == .warning }, { $0.conclusion == .success }
        ]
        for test in order { if let job = jobs.first(where: test) { return job.mark } }
        return jobs.first?.mark ?? .queued
    }

    /// `3 of 8 done` for several combinations, the state's word for one.
    var status: String {
        guard jobs.count > 1 else { return mark.word }
        let done = jobs.count { $0.state == .completed }
        let failed = jobs.count { $0.conclusion?.isFailure == true }
        let text = done == jobs.count ? "all \(jobs.count) done" : "\(done) of \(jobs.count) done"
        return failed == 0 ? text : text + ", \(failed) failed"
    }

    var title: String { jobs.count > 1 ? id : jobs.first?.name ?? id }

    var address: String { "#" + anchor }

    /// Where on the run's page it is described.
    var anchor: String { jobs.count > 1 ? "jobs-\(id)" : "job-\(jobs.first?.id.description ?? "")" }
}
