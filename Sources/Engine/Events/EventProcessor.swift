import Core
import FoundationEssentials
import Git
import Logging
import Planning
import Store
import Synchronization

/// Takes each event to its decisions: fetch, read the workflow files at the commit, plan, commit, begin the runs.
///
/// Events of one repository are decided in the order they came; repositories do not wait for each other. An event whose
/// commit cannot be fetched stays undecided and is tried again, later and later.
public struct EventProcessor: Sendable {
    let store: Store
    let catalogue: RepositoryCatalogue
    let reader: EventReader
    let coordinator: Coordinator
    let announcer: RunAnnouncer
    let schedules: ScheduleService
    let load: IntakeLoad
    let feed: ChangeFeed
    let time: any TimeSource
    let logger: Logger
    private let bell: Wakeup
    private let lanes = RepositoryLanes()

    /// Events at a time in memory: a payload may have megabytes.
    private static let page = 20

    /// Before each decision, while much comes in.
    private static let stepBack: Duration = .milliseconds(50)

    /// A commit that a forge told of and does not show is waited for this many tries, which is about a minute: everything
    /// that was pushed later waits behind it.
    private static let triesForCommit = 5

    init(
        store: Store, catalogue: RepositoryCatalogue, reader: EventReader, coordinator: Coordinator,
        announcer: RunAnnouncer, schedules: ScheduleService, load: IntakeLoad, bell: Wakeup, feed: ChangeFeed,
        time: any TimeSource,
        logger: Logger
    ) {
        self.store = store
        self.catalogue = catalogue
        self.reader = reader
        self.coordinator = coordinator
        self.announcer = announcer
        self.schedules = schedules
        self.load = load
        self.bell = bell
        self.feed = feed
        self.time = time
        self.logger = logger
    }

    func wake() { bell.ring() }
    func stop() { bell.finish() }

    func run() async {
        bell.ring()
        await withDiscardingTaskGroup { group in
            for await _ in bell.rings {
                do {
                    let waiting = try await store.read { try $0.repositoriesWithUndecidedEvents() }
                    for repository in waiting where lanes.enter(repository, at: time.now()) {
                        group.addTask { await self.work(in: repository) }
                    }
                } catch {
                    logger.error("events cannot be read", metadata: ["error": "\(error)"])
                    wake(after: .seconds(1))
                }
            }
            group.cancelAll()
        }
    }

    /// Decides a repository's events until none is left or one fails; that one holds back those behind it, so that the
    /// order stays.
    private func work(in repository: RepositoryID) async {
        let isDone = await decideAll(of: repository)
        lanes.leave(repository)
        // What came while we were about to leave found the lane taken.
        if isDone { bell.ring() }
    }

    private func decideAll(of repository: RepositoryID) async -> Bool {
        do {
            while !Task.isCancelled {
                let events = try await store.read { try $0.undecidedEvents(of: repository, limit: Self.page) }
                guard !events.isEmpty else { return true }
                let fetches = FetchMemory()
                for record in events where !Task.isCancelled {
                    if load.isHigh { try? await time.sleep(for: Self.stepBack) }
                    do {
                        try await process(record, fetches: fetches)
                        lanes.reopen(repository)
                    } catch {
                        await postpone(record, because: error)
                        return false
                    }
                }
            }
        } catch {
            logger.error("events cannot be read", metadata: ["repository": "\(repository)", "error": "\(error)"])
            wake(after: .seconds(1))
        }
        return false
    }

    private func process(_ record: EventRecord, fetches: FetchMemory) async throws {
        guard let repository = catalogue.record(record.event.repository) else {
            throw EngineError(.notFound, "the repository was removed meanwhile")
        }
        let material =
            if record.event.chain > RunAnnouncer.longestChain {
                EventMaterial.refused(record.event, because: RunAnnouncer.chainSentence)
            } else {
                try await reader.read(
                    record.event, in: repository, fetches: fetches, isLate: record.attempts >= Self.triesForCommit)
            }
        let plan = material.plan
        CrashPoint.planMade.reach()
        let now = time.now()
        let new = try plan.decisions.map { decision in
            (decision, try material.run(for: decision, repository: repository.id, seed: reader.configuration.seed))
        }
        let announcement =
            new.contains { $0.1 != nil } ? await announcer.prepare(.requested, for: repository.id) : nil
        let runs = try await store.write { writer in
            let isNew = try writer.event(record.id)?.state == .received
            let runs = try writer.commitPlan(event: record.id, at: now, decisions: new, further: material.further)
            if let announcement, isNew {
                for run in try runs.compactMap({ try writer.run($0) }) {
                    try announcement.write(about: run, at: now, to: writer)
                }
            }
            return runs
        }
        CrashPoint.planCommitted.reach()
        feed.publish(.event(record.id))
        if !material.further.isEmpty { bell.ring() }
        try await coordinator.begin(runs)
        for run in runs { feed.publish(.run(run)) }
        if let ref = record.event.ref, ref.branch == catalogue.record(repository.id)?.defaultBranch { schedules.wake() }
    }

    private func postpone(_ record: EventRecord, because error: any Error) async {
        logger.warning("event cannot be decided yet", metadata: ["event": "\(record.id)", "error": "\(error)"])
        let tries = record.attempts + 1
        let isGivenUp = tries >= reader.configuration.eventTries
        try? await store.write { try $0.markEventFailed(record.id, error: "\(error)", isFinal: isGivenUp) }
        let pause = Duration.seconds(min(3600, 1 << min(tries, 12)))
        lanes.close(record.event.repository, until: time.now() + pause)
        feed.publish(.event(record.id))
        wake(after: pause)
    }

    private func wake(after delay: Duration) {
        Task { [time, bell] in
            try? await time.sleep(for: delay)
            bell.ring()
        }
    }
}
