import Core
import Foundation
import Store
import Testing
import Workflows

@testable import Engine

struct DueTimesTests {
    private static func trigger(
        _ cron: String, zone: String? = nil, catchUp: ScheduleTrigger.CatchUp? = nil, maxAge: Duration? = nil
    ) throws -> ScheduleTrigger {
        ScheduleTrigger(
            cron: Located(try Cron(parsing: cron), at: .start), timezone: zone.map { Located($0, at: .start) },
            catchUp: catchUp.map { Located($0, at: .start) }, maxAge: maxAge.map { Located($0, at: .start) })
    }

    private static func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private static func outcomes(
        _ trigger: ScheduleTrigger, after: String, until: String
    ) throws -> [String] {
        DueTimes(trigger, after: try time(after), until: try time(until)).entries.map { entry in
            "\(entry.dueAt.description.dropFirst(5).prefix(11)) \(entry.outcome)"
        }
    }

    @Test func `a time that comes while somebody looks is in time`() throws {
        let daily = try Self.trigger("0 2 * * *")
        #expect(
            try Self.outcomes(daily, after: "2026-03-02T10:00:00Z", until: "2026-03-03T02:00:00Z") == [
                "03-03T02:00 fired"
            ])
        #expect(try Self.outcomes(daily, after: "2026-03-03T02:00:00Z", until: "2026-03-03T23:00:00Z").isEmpty)
        let due = DueTimes(
            daily, after: try Self.time("2026-03-02T10:00:00Z"), until: try Self.time("2026-03-02T10:00:00Z"))
        #expect(due.next == (try Self.time("2026-03-03T02:00:00Z")))
    }

    @Test(arguments: [
        (ScheduleTrigger.CatchUp.skip, ["03-03T02:00 missed", "03-04T02:00 missed"]),
        (.latest, ["03-03T02:00 missed", "03-04T02:00 late"]), (.all, ["03-03T02:00 late", "03-04T02:00 late"])
    ])
    func `what was missed is made up for as catch-up says`(catchUp: ScheduleTrigger.CatchUp, expected: [String]) throws
    {
        let trigger = try Self.trigger("0 2 * * *", catchUp: catchUp)
        #expect(
            try Self.outcomes(trigger, after: "2026-03-02T10:00:00Z", until: "2026-03-04T12:00:00Z") == expected)
    }

    @Test func `a miss that is too old is not made up for, and says why`() throws {
        let trigger = try Self.trigger("0 2 * * *", catchUp: .all, maxAge: .seconds(12 * 3600))
        let due = DueTimes(
            trigger, after: try Self.time("2026-03-02T10:00:00Z"), until: try Self.time("2026-03-04T12:00:00Z"))
        #expect(due.entries.map(\.outcome) == [.missed, .late])
        #expect(due.entries[0].reason == "it was noticed later than max-age allows")
        #expect(due.entries[1].reason == nil)
    }

    /// Berlin goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.
    @Test func `a time that the clock leaves out comes when it goes on, and one that it shows twice comes once`() throws
    {
        let trigger = try Self.trigger("30 2 * * *", zone: "Europe/Berlin", catchUp: .all)
        #expect(
            try Self.outcomes(trigger, after: "2026-03-28T12:00:00Z", until: "2026-03-30T12:00:00Z")
                == ["03-29T01:00 late", "03-30T00:30 late"])
        #expect(
            try Self.outcomes(trigger, after: "2026-10-24T12:00:00Z", until: "2026-10-26T12:00:00Z")
                == ["10-25T00:30 late", "10-26T01:30 late"])
    }

    @Test func `a server that was away for long records the latest times, and says how many it left out`() throws {
        let trigger = try Self.trigger("* * * * *", catchUp: .skip)
        let from = try Self.time("2026-03-01T00:00:00Z")
        let due = DueTimes(trigger, after: from, until: from + .seconds(60 * 30_000))
        #expect(due.entries.count == DueTimes.maximum)
        #expect(due.entries.first?.reason?.contains("19920 before it") == true)
        #expect(due.entries.last?.outcome == .fired)
    }
}
