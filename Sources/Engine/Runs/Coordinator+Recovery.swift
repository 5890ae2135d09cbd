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
            for id in try await store.read({ try $0.openRuns() }) { _ = try await openOrEnd(id) }
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
        guard var run = try await openOrEnd(id) else { return }
        let before = run.machine
        let effects = run.resume()
        try await save(run, since: before, effects: effects)
    }

    /// - Returns: nil for a run whose rows can no longer be read. It is over then, so that nobody waits for it.
    func openOrEnd(_ id: RunID) async throws -> OpenRun? {
        do {
            return try await openRun(id)
        } catch let error as EngineError where error.code == .unreadable {
            logger.error("run cannot go on", metadata: ["run": "\(id)", "error": "\(error)"])
            try await abandon(id, because: error.message)
            return nil
        }
    }

    private func abandon(_ id: RunID, because reason: String) async throws {
        let record = try await store.read { try $0.run(id) }
        let diagnostic = Diagnostic(
            rule: "unreadable-run", reason, help: "Push again: the run of this commit cannot be repeated.",
            file: record?.workflowPath ?? "", at: .start)
        let jobs = try await store.read { try $0.openJobs() }.filter { $0.0.run == id }
        var announcement: RunAnnouncer.Announcement?
        if let record { announcement = await announcer.prepare(.completed, for: record.repository) }
        let (finished, now) = (announcement, time.now())
        let admitted = try await store.write { writer in
            let admitted = try writer.abandonRun(id, because: diagnostic, at: now)
            if let run = try writer.run(id) { try finished?.write(about: run, at: now, to: writer) }
            return admitted
        }
        if announcement != nil { eventBell.ring() }
        groups.admitted += admitted
        // Their supervisors clear up and end, where they still can; nobody reads what they have to say.
        for (job, _) in jobs {
            let directory = JobDirectory(root: configuration.data.jobs, job: job.id, attempt: job.attempt)
            guard launcher.executor.isAlive(directory) else {
                await clearUp(directory, job: job.id, attempt: job.attempt)
                continue
            }
            try? ControlFile.append(.cancel(reason: reason), to: directory)
        }
        feed.publish(.run(id))
    }
}
