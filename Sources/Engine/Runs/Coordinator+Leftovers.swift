import Core
import Executors
import JobProtocol
import Store

extension Coordinator {
    /// Ends what an earlier life left instead of taking it up: called before ``recover()``, which then asks the supervisors
    /// that still work to end, and hears them out.
    ///
    /// - Parameter reason: a clause, for people.
    /// - Returns: the runs that were not over.
    func endLeftovers(because reason: String) async throws -> [RunRecord] {
        try await alone {
            let jobs = try await store.read { try $0.openJobs() }
            var ended: [RunRecord] = []
            for id in try await store.read({ try $0.openRuns() }) {
                if try await openOrEnd(id) != nil {
                    try await end(id, jobs: jobs.filter { $0.0.run == id }, because: reason)
                }
                if let record = try await store.read({ try $0.run(id) }) { ended.append(record) }
            }
            return ended
        }
    }

    private func end(
        _ id: RunID, jobs: [(JobRecord, AttemptRecord)], because reason: String
    ) async throws {
        var facts: [RunMachine.Fact] = [.abandoned(reason: reason)]
        var ended: [JobRecord] = []
        for (job, attempt) in jobs where try !isUnderWay(job, attempt) {
            facts.append(.finished(key: job.key, attempt: job.attempt, .init(.cancelled, reason: reason)))
            ended.append(job)
        }
        let (now, unstarted) = (time.now(), ended)
        try await apply(facts, to: id) { writer in
            for job in unstarted {
                try writer.endAttempt(
                    job: job.id, attempt: job.attempt, conclusion: .cancelled, reason: reason, at: now)
            }
        }
    }

    /// Whether a supervisor works on the job, or has something to say of it.
    private func isUnderWay(_ job: JobRecord, _ attempt: AttemptRecord) throws -> Bool {
        let directory = JobDirectory(root: configuration.data.jobs, job: job.id, attempt: job.attempt)
        if attempt.sequence > 0 || launcher.executor.isAlive(directory) { return true }
        var journal = JournalReader(directory)
        if try !journal.read().isEmpty { return true }
        // One that was only just sent on its way finds this first of all.
        try directory.create()
        try ControlFile.append(.cancel(reason: "the run was given up"), to: directory)
        return false
    }
}
