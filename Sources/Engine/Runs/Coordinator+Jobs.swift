import Actions
import Core
import Executors
import JobProtocol
import Logging
import Planning
import Store

extension Coordinator {
    /// A supervisor is given this long to write its first fact: it needs milliseconds, but a machine may be swapping.
    private static let startLimit: Duration = .seconds(30)

    /// Claims as many ready jobs as there are free slots, and sends them on their way.
    func fill() async {
        let free = configuration.concurrency - active.count
        guard free > 0, !isDraining else { return }
        do {
            let now = time.now()
            let announcements = await announcementsOfBeginnings()
            let claimed = try await store.write { writer in
                try writer.claimReady(limit: free, at: now) { id in
                    guard let run = try writer.run(id) else { return }
                    try announcements[run.repository]?.write(about: run, at: now, to: writer)
                }
            }
            if !claimed.isEmpty, !announcements.isEmpty { eventBell.ring() }
            for job in claimed { try await launch(job, claimedAt: now) }
        } catch {
            logger.error("jobs cannot be claimed", metadata: ["error": "\(error)"])
            wake(after: .seconds(1))
        }
    }

    /// By repositories that have open runs and somebody who listens to them.
    private func announcementsOfBeginnings() async -> [RepositoryID: RunAnnouncer.Announcement] {
        var announcements: [RepositoryID: RunAnnouncer.Announcement] = [:]
        for repository in runs.repositories {
            announcements[repository] = await announcer.prepare(.inProgress, for: repository)
        }
        return announcements
    }

    private func launch(_ job: JobRecord, claimedAt now: Timestamp) async throws {
        CrashPoint.jobClaimed.reach()
        // The claim has written what the machine says of it: nothing is left to store.
        var run = try await openRun(job.run)
        let before = run.machine
        let effects = run.advance([.claimed(key: job.key, attempt: job.attempt)])
        _ = try run.changes(since: before, effects: effects, at: now)
        runs[job.run] = run
        feed.publish(.run(job.run))
        try await start(job)
    }

    /// Starts, or after a restart starts again, a claimed job.
    func start(_ job: JobRecord) async throws {
        let run = try await openRun(job.run)
        let directory = JobDirectory(root: configuration.data.jobs, job: job.id, attempt: job.attempt)
        active[job.id] = ActiveJob(
            run: job.run, key: job.key, id: job.id, attempt: job.attempt, directory: directory, launchedAt: time.now())
        guard let prepared = run.outcome(of: job.key)?.prepared else {
            return try await end(job.id, .init(.setupFailure, reason: "the job's plan can no longer be made"))
        }
        guard let repository = catalogue.record(run.record.repository) else {
            return try await end(job.id, .init(.setupFailure, reason: "the repository was removed"))
        }
        let plan = launcher.plan(for: job, prepared: prepared, run: run, repository: repository)
        guard ActionResolver.isNeeded(for: plan.steps) else { return try await launch(job, plan: plan) }
        // A fetch may take minutes, and other jobs need not wait for it.
        active[job.id]?.isPreparing = true
        Task {
            let actions: Result<[String: ActionPlan], any Error>
            do {
                actions = .success(try await launcher.actions(for: plan, run: run))
            } catch {
                actions = .failure(error)
            }
            await alone { await launch(job, plan: plan, actions: actions) }
        }
    }

    /// Goes on with a job whose actions have been fetched.
    private func launch(_ job: JobRecord, plan: JobPlan, actions: Result<[String: ActionPlan], any Error>) async {
        guard let waiting = active[job.id], waiting.isPreparing, waiting.attempt == job.attempt else { return }
        active[job.id]?.isPreparing = false
        active[job.id]?.launchedAt = time.now()
        do {
            switch actions {
            case .success(let actions):
                var plan = plan
                plan.actions = actions
                try await launch(job, plan: plan)
            case .failure(let error):
                try await end(job.id, .init(.setupFailure, reason: "\(error)"))
            }
        } catch {
            logger.error("job cannot be started", metadata: ["job": "\(job.id)", "error": "\(error)"])
        }
    }

    private func launch(_ job: JobRecord, plan: JobPlan) async throws {
        guard let directory = active[job.id]?.directory else { return }
        let run = try await openRun(job.run)
        guard let prepared = run.outcome(of: job.key)?.prepared else {
            return try await end(job.id, .init(.setupFailure, reason: "the job's plan can no longer be made"))
        }
        do {
            try launcher.prepare(directory, plan: plan)
            CrashPoint.jobDirectoryMade.reach()
            try watch(job.id)
            let event = run.runFacts.event
            let token = try await makeToken(for: job, prepared: prepared, event: event)
            // A caller may hand it on under another name.
            let known = configuration.secrets(for: event).merging(token.map { [JobTokenMaker.secretName: $0] } ?? [:]) {
                $1
            }
            let secrets = try run.secrets(of: job.key, from: known)
            try await launcher.launch(directory, plan: plan, secrets: secrets, token: token)
            CrashPoint.supervisorStarted.reach()
        } catch {
            try await end(job.id, .init(.setupFailure, reason: "\(error)"))
        }
    }

    private func makeToken(for job: JobRecord, prepared: Prepared, event: Event) async throws -> Secret? {
        guard configuration.servesAPI else { return nil }
        let token = JobTokenMaker.make()
        let permissions = JobTokenMaker.permissions(prepared.permissions, event: event)
        let now = time.now()
        try await store.write { writer in
            try writer.insertJobToken(
                digest: JobTokenMaker.digest(token.reveal()), job: job.id, attempt: job.attempt,
                permissions: permissions, at: now)
        }
        return token
    }

    /// Journal and lock of an active job wake us from now on: the lock, which tells the end, at once.
    func watch(_ id: JobID) throws {
        guard let job = active[id] else { return }
        active[id]?.watches = [
            try watcher.watch(job.directory.journal, .modified, isPatient: true) { [weak self] in self?.wake(about: id)
            },
            try watcher.watch(job.directory.alive, .closedAfterWriting) { [weak self] in self?.wake(about: id) }
        ]
    }

    /// Reads what is new in a job's journal, and notices when nobody writes it any more.
    func inspect(_ id: JobID) async {
        do {
            guard active[id]?.isPreparing == false else { return }
            // The lock first: a supervisor that is gone has written everything it ever will.
            let isAlive = active[id].map { launcher.executor.isAlive($0.directory) } ?? false
            try await readJournal(id)
            guard let job = active[id], !isAlive else { return }
            if job.sequence == 0 {
                guard time.now() - job.launchedAt > Self.startLimit else { return }
                // It may have begun, and made folders, without a word.
                await clearUp(job.directory, job: id, attempt: job.attempt)
                try await end(id, .init(.setupFailure, reason: "the supervisor did not start"))
            } else {
                await clearUp(job.directory, job: id, attempt: job.attempt)
                try await end(id, .init(.lost, reason: "the supervisor died without a final word"))
            }
        } catch {
            logger.error("job cannot be followed", metadata: ["job": "\(id)", "error": "\(error)"])
            wake(after: .seconds(1))
        }
    }

    /// Ends and removes what a supervisor left that is dead.
    func clearUp(_ directory: JobDirectory, job: JobID, attempt: Int) async {
        await launcher.executor.clearUp(directory, workspace: launcher.folder(of: job, attempt: attempt))
        launcher.removeLeftovers(job: job, attempt: attempt)
    }

    private func readJournal(_ id: JobID) async throws {
        guard let job = active[id] else { return }
        var reader = JournalReader(job.directory, offset: Int(job.offset), sequence: job.sequence)
        let news = try reader.read()
        guard let last = news.last else { return }
        let offset = Int64(reader.offset)
        CrashPoint.firstFactRead.reach()
        var facts: [RunMachine.Fact] = []
        var outputs: [String: [String: String]] = [:]
        var isOver = false
        for fact in news {
            switch fact.what {
            case .started: facts.append(.started(key: job.key, attempt: job.attempt))
            case .stepsFinished: facts.append(.stepsFinished(key: job.key, attempt: job.attempt))
            case .finished(let conclusion, let handedOn, let reason, let exitCode):
                CrashPoint.finalFactRead.reach()
                outputs[job.key] = handedOn
                isOver = true
                facts.append(
                    .finished(
                        key: job.key, attempt: job.attempt, .init(conclusion, reason: reason, exitCode: exitCode)))
            case .stepStarted, .stepFinished, .annotation, .deployment: break
            }
        }
        try await apply(facts, to: job.run, outputs: outputs) { writer in
            _ = try writer.record(facts: news, job: job.id, attempt: job.attempt, offset: offset)
        }
        CrashPoint.factsStored.reach()
        active[id]?.offset = offset
        active[id]?.sequence = last.sequence
        if isOver { release(id) }
    }

    /// Ends an attempt that no supervisor ended.
    private func end(_ id: JobID, _ ending: RunMachine.Ending) async throws {
        guard let job = active[id] else { return }
        let now = time.now()
        try await apply([.finished(key: job.key, attempt: job.attempt, ending)], to: job.run) { writer in
            try writer.endAttempt(
                job: job.id, attempt: job.attempt, conclusion: ending.conclusion, reason: ending.reason, at: now)
        }
        release(id)
    }

    private func release(_ id: JobID) {
        guard let job = active.removeValue(forKey: id) else { return }
        for watch in job.watches { watcher.remove(watch) }
        launcher.tidy(job: id, attempt: job.attempt)
        CrashPoint.jobCompleted.reach()
        wake()
    }

    func wake(after delay: Duration) {
        Task { [time] in
            try? await time.sleep(for: delay)
            self.wake()
        }
    }
}
