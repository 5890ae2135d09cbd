import Core
import Executors
import JobProtocol
import Logging
import Store

extension Coordinator {
    /// Brings memory up to what rows and job directories say: called once, before the loop.
    func recover() async throws {
        launcher.tidyAll()
        try await alone {
            let open = try await store.read { try $0.openJobs() }
            for (job, attempt) in open { try await reattach(job, attempt) }
            for id in try await store.read({ try $0.openRuns() }) { try await resume(id) }
        }
        wake()
    }

    private func reattach(_ job: JobRecord, _ attempt: AttemptRecord) async throws {
        let directory = JobDirectory(root: configuration.data.jobs, job: job.id, attempt: job.attempt)
        var journal = JournalReader(directory)
        let hasFacts = try attempt.sequence > 0 || !journal.read().isEmpty
        guard hasFacts || launcher.executor.isAlive(directory) else {
            // Claimed, perhaps started, perhaps not: the lock decides which of two supervisors works.
            return try await start(job)
        }
        active[job.id] = ActiveJob(
            run: job.run, key: job.key, id: job.id, attempt: job.attempt, directory: directory,
            offset: attempt.journalOffset, sequence: attempt.sequence, launchedAt: time.now())
        try watch(job.id)
        wake(about: job.id)
    }

    private func resume(_ id: RunID) async throws {
        do {
            var run = try await openRun(id)
            let before = run.machine
            let effects = run.resume()
            try await save(run, since: before, effects: effects)
        } catch let error as EngineError {
            logger.error("run cannot go on", metadata: ["run": "\(id)", "error": "\(error)"])
        }
    }
}
