import Core
import Foundation
import Testing
import Workflows

@Suite struct CronTests {
    private static let examples: [(String, String, String, [String])] = [
        ("* * * * *", "UTC", "2026-01-01T00:00:30Z", ["2026-01-01T00:01:00.000Z", "2026-01-01T00:02:00.000Z"]),
        ("*/15 * * * *", "UTC", "2026-01-01T00:00:00Z", ["2026-01-01T00:15:00.000Z", "2026-01-01T00:30:00.000Z"]),
        ("20/15 * * * *", "UTC", "2026-01-01T00:21:00Z", ["2026-01-01T00:35:00.000Z", "2026-01-01T00:50:00.000Z"]),
        ("2,10 4,5 * * *", "UTC", "2026-01-01T04:05:00Z", ["2026-01-01T04:10:00.000Z", "2026-01-01T05:02:00.000Z"]),
        ("30 4-6/2 * * *", "UTC", "2026-01-01T04:30:00Z", ["2026-01-01T06:30:00.000Z", "2026-01-02T04:30:00.000Z"]),
        ("0 0 * * MON", "UTC", "2026-11-24T00:00:00Z", ["2026-11-30T00:00:00.000Z", "2026-12-07T00:00:00.000Z"]),
        ("0 0 * jan,mar-apr sun", "UTC", "2026-01-26T00:00:00Z", ["2026-03-01T00:00:00.000Z"]),
        ("0 0 29 2 *", "UTC", "2096-02-29T00:00:00Z", ["2104-02-29T00:00:00.000Z"]),
        // Both days restricted: either will do. One of them a star with a step: both have to fit.
        ("0 0 13 * FRI", "UTC", "2026-11-12T12:00:00Z", ["2026-11-13T00:00:00.000Z", "2026-11-20T00:00:00.000Z"]),
        ("0 0 */2 * MON", "UTC", "2026-11-24T00:00:00Z", ["2026-12-07T00:00:00.000Z", "2026-12-21T00:00:00.000Z"]),
        ("0 2 * * *", "Europe/Berlin", "2026-07-01T00:00:00Z", ["2026-07-02T00:00:00.000Z"]),
        ("0 2 * * *", "Europe/Berlin", "2026-12-01T00:00:00Z", ["2026-12-01T01:00:00.000Z"]),
        ("30 9 * * *", "Asia/Kolkata", "2026-12-01T00:00:00Z", ["2026-12-01T04:00:00.000Z"])
    ]

    @Test(arguments: Self.examples)
    func `the next times of an expression`(cron: String, zone: String, start: String, expected: [String]) throws {
        #expect(try times(cron, zone, start, expected.count) == expected, "\(cron)")
    }

    /// Berlin goes from 2 to 3 o'clock on 2026-03-29 at 01:00 UTC, and back from 3 to 2 on 2026-10-25 at 01:00 UTC.
    private static let clockChanges: [(String, String, [String])] = [
        // A time that is left out is made up for when the clock goes on, once for all of them.
        ("30 2 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"]),
        ("15,45 2 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00.000Z", "2026-03-30T00:15:00.000Z"]),
        ("0 3 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00.000Z", "2026-03-30T01:00:00.000Z"]),
        // Of a time that comes twice the first one counts.
        ("30 2 * * *", "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]),
        ("30 2 * * *", "2026-10-25T00:45:00Z", ["2026-10-26T01:30:00.000Z"]),
        ("30 2 * * *", "2026-10-25T01:10:00Z", ["2026-10-26T01:30:00.000Z"]),
        ("0,30 2-3 * * *", "2026-10-25T00:30:00Z", ["2026-10-25T02:00:00.000Z", "2026-10-25T02:30:00.000Z"]),
        // Every hour: what the clock shows.
        ("30 * * * *", "2026-03-29T00:00:00Z", ["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z"]),
        (
            "30 * * * *", "2026-10-25T00:00:00Z",
            ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z", "2026-10-25T02:30:00.000Z"]
        ),
        ("*/30 * * 10 *", "2026-10-25T00:40:00Z", ["2026-10-25T01:00:00.000Z", "2026-10-25T01:30:00.000Z"])
    ]

    @Test(arguments: clockChanges)
    func `the clock of a zone is changed`(cron: String, start: String, expected: [String]) throws {
        #expect(try times(cron, "Europe/Berlin", start, expected.count) == expected, "\(cron) after \(start)")
    }

    @Test func `a whole day that the clock jumps over is made up for`() throws {
        // Samoa had no 30 December 2011.
        #expect(
            try times("0 12 30 12 *", "Pacific/Apia", "2011-12-29T00:00:00Z", 1) == ["2011-12-30T10:00:00.000Z"])
    }

    @Test func `times only go forward, and each fits`() throws {
        let zone = try #require(TimeZone(identifier: "Australia/Lord_Howe"))
        for text in ["*/7 * * * *", "10 1-2 * * *", "0 */6 * * 1-5", "59 23 31 * *"] {
            let cron = try Cron(parsing: text)
            var time = try #require(Timestamp("2026-03-30T00:00:00Z"))
            for _ in 0..<2000 {
                let next = try #require(cron.next(after: time, in: zone))
                #expect(next > time && next.milliseconds % 60_000 == 0)
                time = next
            }
        }
    }

    private static let refused: [(String, Int, String)] = [
        ("0 0 * *", 0, "5 fields"), ("0 0 * * * *", 0, "5 fields"), ("", 0, "5 fields"), ("@daily", 0, "@daily"),
        ("60 * * * *", 0, "'60' is no minute"), ("0 24 * * *", 2, "'24' is no hour"),
        ("0 0 0 * *", 4, "day of the month"), ("0 0 1 13 *", 6, "'13' is no month"),
        ("0 0 * * 7", 8, "day of the week"), ("0 0 * * FRI-MON", 8, "backwards"), ("*/0 * * * *", 0, "step"),
        ("0 0 31 2,4 *", 4, "no year"), ("0 0 L * *", 4, "'L'"), ("1,,2 * * * *", 2, "''"), ("-1 * * * *", 0, "''"),
        ("0 0 ? * *", 4, "'?'"), ("1-2-3 * * * *", 0, "'2-3'")
    ]

    @Test(arguments: refused)
    func `what is no cron expression is refused with its place`(text: String, offset: Int, message: String) {
        let error = #expect(throws: CronError.self) { try Cron(parsing: text) }
        #expect(error?.offset == offset && error?.message.contains(message) == true, "\(text): \(error?.message ?? "")")
    }

    private func times(_ cron: String, _ zone: String, _ start: String, _ count: Int) throws -> [String] {
        let cron = try Cron(parsing: cron)
        let zone = try #require(TimeZone(identifier: zone))
        var time = try #require(Timestamp(start))
        return try (0..<count).map { _ in
            time = try #require(cron.next(after: time, in: zone))
            return time.description
        }
    }
}
