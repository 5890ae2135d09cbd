import Core
import Foundation
import Store
import Workflows

/// The times of one schedule that have come since it was last gone through, and what is to become of each. Pure.
struct DueTimes {
    struct Entry: Hashable {
        var dueAt: Timestamp
        var outcome: DueTime.Outcome
        var reason: String?
    }

    /// A time that is noticed this soon is in time: the service is woken when it comes, but a machine may be busy.
    static let tolerance: Duration = .seconds(60)

    /// So many missed times get a row each (a week of every minute); of more, the latest ones.
    static let maximum = 10_080

    var entries: [Entry]
    /// When the next one comes; nil when none does.
    var next: Timestamp?

    /// - Parameter mark: the last moment that has been gone through.
    init(_ trigger: ScheduleTrigger, after mark: Timestamp, until now: Timestamp) {
        let zone = trigger.timezone.flatMap { TimeZone(identifier: $0.content) } ?? .gmt
        let cron = trigger.cron.content
        var due: [Timestamp] = []
        var left = 0
        var time = cron.next(after: mark, in: zone)
        while let current = time, current <= now {
            due.append(current)
            // Forgotten in one go, so that a long gap does not cost a shift for each time.
            if due.count >= 2 * Self.maximum {
                left += due.count - Self.maximum
                due.removeFirst(due.count - Self.maximum)
            }
            time = cron.next(after: current, in: zone)
        }
        next = time
        if due.count > Self.maximum {
            left += due.count - Self.maximum
            due.removeFirst(due.count - Self.maximum)
        }
        entries = Self.judge(due, trigger, now: now)
        if left > 0, let first = entries.first {
            entries[0].outcome = .missed
            entries[0].reason =
                (first.reason ?? "there were too many") + "; so were \(left) before it, which have no record"
        }
    }

    private static func judge(_ due: [Timestamp], _ trigger: ScheduleTrigger, now: Timestamp) -> [Entry] {
        let catchUp = trigger.catchUp?.content ?? .latest
        return due.enumerated().map { index, time in
            let late = now - time
            if late <= tolerance { return Entry(dueAt: time, outcome: .fired) }
            if let limit = trigger.maxAge?.content, late > limit {
                return missed(time, "it was noticed later than max-age allows")
            }
            switch catchUp {
            case .all: return Entry(dueAt: time, outcome: .late)
            case .latest where index == due.count - 1: return Entry(dueAt: time, outcome: .late)
            case .latest: return missed(time, "a later time makes up for it (catch-up: latest)")
            case .skip: return missed(time, "the server was not there, and it is not made up for (catch-up: skip)")
            }
        }
    }

    private static func missed(_ time: Timestamp, _ reason: String) -> Entry {
        Entry(dueAt: time, outcome: .missed, reason: reason)
    }
}
