import Core
import Executors
import JobProtocol
import Logging
import OrderedCollections
import Planning
import Store
import Synchronization

/// Moves runs: reads what supervisors wrote, feeds the machines, stores what came out in one transaction, then acts on it.
///
/// The journals are the truth about jobs, the database about everything else. Each command below is carried out alone and
/// in order (``Turnstile``), so that memory and rows never disagree. A command that dies half-way leaves either nothing or a
/// whole transaction; effects that were not carried out are found again by ``recover()``:
///
/// - a row in `starting` without facts: its supervisor is started again; the lock in the job directory sees to it that
///   only one of two works;
/// - facts in a journal beyond what the attempt's row says: read again from there;
/// - a lock that nobody holds and no final fact: the supervisor died, the attempt is lost, and the retry policy decides.
actor Coordinator {
    let store: Store
    let catalogue: RepositoryCatalogue
    let launcher: Launcher
    let watcher: FileWatcher
    let announcer: RunAnnouncer
    /// Rung when there is a new event to decide.
    let eventBell: Wakeup
    let feed: ChangeFeed
    let time: any TimeSource
    let logger: Logger
    let configuration: EngineConfiguration

    var runs = OpenRuns()
    var active: [JobID: ActiveJob] = [:]

    /// What concurrency groups still have to be told or asked: kept until it is done.
    var groups = GroupWork()

    private let draining = Atomic(false)
    private let turnstile = Turnstile()
    private let bell = Wakeup()
    private let pending = Mutex<Set<JobID>>([])

    init(
        store: Store, catalogue: RepositoryCatalogue, launcher: Launcher, watcher: FileWatcher,
        announcer: RunAnnouncer, eventBell: Wakeup, feed: ChangeFeed, time: any TimeSource, logger: Logger,
        configuration: EngineConfiguration
    ) {
        self.store = store
        self.catalogue = catalogue
        self.launcher = launcher
        self.watcher = watcher
        self.announcer = announcer
        self.eventBell = eventBell
        self.feed = feed
        self.time = time
        self.logger = logger
        self.configuration = configuration
    }

    // MARK: - The loop

    /// Carries out what files and timers ask for, until ``stop()``.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.sweepRegularly() }
            for await _ in bell.rings {
                let jobs = pending.withLock { pending in
                    defer { pending = [] }
                    return pending
                }
                for job in jobs.sorted() { await alone { await self.inspect(job) } }
                await alone { await self.tendGroups() }
                await alone { await self.fill() }
            }
            group.cancelAll()
        }
    }

    nonisolated func stop() { bell.finish() }

    /// Called on the file watcher's thread.
    nonisolated func wake(about job: JobID? = nil) {
        if let job { pending.withLock { _ = $0.insert(job) } }
        bell.ring()
    }

    /// What runs goes on, nothing new starts: the next life takes it up.
    nonisolated func drain() { draining.store(true, ordering: .releasing) }

    nonisolated var isDraining: Bool { draining.load(ordering: .acquiring) }

    func alone<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
        await turnstile.enter()
        defer { turnstile.leave() }
        return try await body()
    }

    /// inotify tells of everything that happens while we watch; this finds what happened while we did not.
    private func sweepRegularly() async {
        // A dead supervisor has to be found within two seconds.
        while (try? await time.sleep(for: .seconds(1))) != nil {
            for job in active.values { wake(about: job.id) }
            bell.ring()
        }
    }

    // MARK: - Applying facts

    /// Feeds facts to a run's machine and stores the outcome, together with what `alongside` writes.
    func apply(
        _ facts: [RunMachine.Fact], to id: RunID, outputs: [String: [String: String]] = [:],
        alongside: @escaping @Sendable (Writer) throws -> Void = { _ in }
    ) async throws {
        var run = try await openRun(id)
        let before = run.machine
        run.outputs.merge(outputs) { $1 }
        let effects = run.advance(facts)
        try await save(run, since: before, effects: effects, alongside: alongside)
    }

    /// One transaction: the rows that differ from `before`, new jobs, and what `alongside` writes.
    func save(
        _ changed: OpenRun, since before: RunMachine?, effects: [RunMachine.Action],
        alongside: @escaping @Sendable (Writer) throws -> Void = { _ in }
    ) async throws {
        var run = changed
        let changes = try run.changes(since: before, effects: effects, at: time.now())
        let announcements = await announcements(about: run, since: before)
        let (record, now) = (run.record, time.now())
        let outcome = try await store.write { writer in
            try alongside(writer)
            let outcome = try changes.write(to: writer)
            for announcement in announcements { try announcement.write(about: record, at: now, to: writer) }
            return outcome
        }
        if !announcements.isEmpty { eventBell.ring() }
        run.ids.merge(outcome.ids) { $1 }
        groups.admitted += outcome.admitted
        if !outcome.admitted.isEmpty { bell.ring() }
        runs[run.record.id] = run
        await perform(effects, for: run)
    }

    /// That a run has begun is announced with the claim that begins it; one that is asked for again has begun before.
    private func announcements(about run: OpenRun, since before: RunMachine?) async -> [RunAnnouncer.Announcement] {
        var actions: [RunAction] = []
        let (old, new) = (before?.state ?? .queued, run.machine.state)
        guard old != new else { return [] }
        if old == .completed { actions.append(.requested) }
        if old == .completed, new == .running { actions.append(.inProgress) }
        if new == .completed { actions.append(.completed) }
        var announcements: [RunAnnouncer.Announcement] = []
        for action in actions {
            if let announcement = await announcer.prepare(action, for: run.record.repository) {
                announcements.append(announcement)
            }
        }
        return announcements
    }

    func openRun(_ id: RunID) async throws -> OpenRun {
        if let run = runs[id] { return run }
        let url = launcher.address.publicURL
        let run = try await store.read { try OpenRun.load(id, serverURL: url, from: $0) }
        runs[id] = run
        return run
    }

    private func perform(_ effects: [RunMachine.Action], for run: OpenRun) async {
        for effect in effects {
            switch effect {
            case .settle: break  // answered in OpenRun.advance
            case .decide(let key): askHistory(about: key, of: run.record.id)
            case .dispatch: bell.ring()
            case .enqueue(let key):
                groups.entering.append((run.record.id, key))
                bell.ring()
            case .retry(_, let delay): ring(after: delay)
            case .cancel(let key, let reason): cancelJob(run.ids[key], reason: reason)
            case .conclude:
                CrashPoint.runCompleted.reach()
                runs[run.record.id] = nil
            }
        }
        feed.publish(.run(run.record.id))
    }

    private func ring(after delay: Duration) {
        guard delay > .zero else { return bell.ring() }
        Task { [time, bell] in
            try? await time.sleep(for: delay)
            bell.ring()
        }
    }

    private func cancelJob(_ id: JobID?, reason: String) {
        guard let id, let job = active[id] else { return }
        do {
            // A second request would kill at once: after a restart the first one may be there already.
            var control = ControlFile(job.directory)
            if job.isPreparing { try job.directory.create() }
            guard try control.read(complain: { _ in }).isEmpty else { return }
            try ControlFile.append(.cancel(reason: reason), to: job.directory)
        } catch {
            logger.error("job cannot be cancelled", metadata: ["job": "\(id)", "error": "\(error)"])
        }
    }
}
