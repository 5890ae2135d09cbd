import Core
import Logging
import OrderedCollections
import Store
import Workflows

/// Makes events of the times in `on.schedule` of the workflow files at the head of each default branch.
///
/// How far a schedule has been gone through is in the database, so a server that comes back sees what it missed, and each
/// time gets one row: fired, late (made up for) or missed, with the reason. Row, event and mark are one transaction.
struct ScheduleService: Sendable {
    let store: Store
    let catalogue: RepositoryCatalogue
    let defaultBranch: DefaultBranch
    /// Rung when there is a new event to decide.
    let eventBell: Wakeup
    let feed: ChangeFeed
    let time: any TimeSource
    let logger: Logger
    private let bell = Wakeup()

    /// A changed file is looked at when its push is decided; this finds what no push told of, and a clock that was set.
    private static let longestSleep: Duration = .seconds(60)

    init(
        store: Store, catalogue: RepositoryCatalogue, defaultBranch: DefaultBranch, eventBell: Wakeup,
        feed: ChangeFeed, time: any TimeSource, logger: Logger
    ) {
        self.store = store
        self.catalogue = catalogue
        self.defaultBranch = defaultBranch
        self.eventBell = eventBell
        self.feed = feed
        self.time = time
        self.logger = logger
    }

    /// A default branch may have moved.
    func wake() { bell.ring() }
    func stop() { bell.finish() }

    func run() async {
        bell.ring()
        var alarm: Task<Void, Never>?
        for await _ in bell.rings {
            alarm?.cancel()
            let pause = await lookAtAll()
            alarm = Task { [time, bell] in
                if (try? await time.sleep(for: pause)) != nil { bell.ring() }
            }
        }
        alarm?.cancel()
    }

    /// - Returns: how long there is nothing to do.
    private func lookAtAll() async -> Duration {
        var next = time.now() + Self.longestSleep
        for repository in catalogue.all {
            do {
                if let due = try await look(at: repository) { next = min(next, due) }
            } catch {
                logger.error(
                    "schedules cannot be looked at",
                    metadata: ["repository": "\(repository.name)", "error": "\(error)"])
            }
        }
        return max(next - time.now(), .milliseconds(1))
    }

    /// - Returns: when the next time comes.
    private func look(at repository: RepositoryRecord) async throws -> Timestamp? {
        guard let wishes = try await defaultBranch.wishes(of: repository) else { return nil }
        let now = time.now()
        let marks = try await store.read { try $0.scheduleMarks(repository.id) }
        guard !wishes.schedules.isEmpty || !marks.isEmpty else { return nil }
        var gone = Set(marks.keys)
        var seen: Set<ScheduleKey> = []
        var changes: [(key: ScheduleKey, entries: [DueTimes.Entry])] = []
        var next: Timestamp?
        for (path, triggers) in wishes.schedules {
            for trigger in triggers {
                let key = ScheduleKey(
                    repository: repository.id, workflow: path, cron: trigger.cron.content.text,
                    timezone: trigger.timezone?.content ?? "UTC")
                guard seen.insert(key).inserted else { continue }
                gone.remove(key)
                let mark = marks[key]
                let due = DueTimes(trigger, after: mark ?? now, until: now)
                if let time = due.next { next = min(next ?? time, time) }
                if mark == nil || !due.entries.isEmpty { changes.append((key, due.entries)) }
            }
        }
        guard !changes.isEmpty || !gone.isEmpty else { return next }
        try await write(changes, removing: gone, wishes: wishes, repository: repository, at: now)
        return next
    }

    private func write(
        _ changes: [(key: ScheduleKey, entries: [DueTimes.Entry])], removing gone: Set<ScheduleKey>,
        wishes: DefaultBranch.Wishes, repository: RepositoryRecord, at now: Timestamp
    ) async throws {
        let events = try await store.write(durable: true) { writer -> [EventID] in
            var events: [EventID] = []
            for key in gone { try writer.removeSchedule(key) }
            for (key, entries) in changes {
                for entry in entries {
                    var due = DueTime(
                        schedule: key, dueAt: entry.dueAt, outcome: entry.outcome, reason: entry.reason,
                        decidedAt: now)
                    if entry.outcome != .missed {
                        due.event = try writer.insertEvent(
                            Self.event(of: due, wishes: wishes, repository: repository)
                        ).id
                    }
                    events += due.event.map { [$0] } ?? []
                    try writer.insertDueTime(due)
                }
                try writer.setScheduleMark(key, now)
            }
            return events
        }
        for event in events { feed.publish(.event(event)) }
        if !events.isEmpty { eventBell.ring() }
    }

    private static func event(
        of due: DueTime, wishes: DefaultBranch.Wishes, repository: RepositoryRecord
    ) -> Event {
        let shape = PushPayload.make(repository: repository, ref: wishes.branch, before: nil, after: nil, head: nil)
        return Event(
            kind: .schedule, repository: repository.id, source: .schedule, ref: wishes.branch, after: wishes.head,
            actor: "",
            payload: [
                "schedule": .string(due.schedule.cron), "workflow": .string(due.schedule.workflow),
                "timezone": .string(due.schedule.timezone), "due_at": .string(due.dueAt.description),
                "repository": shape["repository"] ?? .null
            ], workflow: due.schedule.workflow, receivedAt: due.decidedAt)
    }
}
