import Core
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (1_795_477_158_123, "2026-11-23T23:39:18.123Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (-1, "1969-12-31T23:59:59.999Z")
    ])
    func `a moment is written as ISO 8601 has it`(milliseconds: Int64, text: String) {
        let timestamp = Timestamp(milliseconds: milliseconds)
        #expect(timestamp.description == text)
        #expect(Timestamp(text) == timestamp)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `any moment is written as a calendar writes it, and read back`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<500 {
            // Eighths of a second, which a Date holds exactly.
            let timestamp = Timestamp(milliseconds: Int64.random(in: 0..<2_027_218_406_400, using: &random) * 125)
            #expect(timestamp.description == timestamp.date.formatted(style))
            #expect(Timestamp(timestamp.description) == timestamp)
        }
    }
}
