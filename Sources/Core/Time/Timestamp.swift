public import FoundationEssentials

/// A moment on the wall clock, in whole milliseconds since 1970 UTC; written as ISO 8601.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(_ date: Date) {
        milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down))
    }

    public static func now() -> Timestamp { Timestamp(Date()) }

    public var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    public static func + (left: Self, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds + right.milliseconds)
    }

    public static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Timestamp: CustomStringConvertible, LosslessStringConvertible {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// `2026-11-23T23:39:18.123Z`
    ///
    /// Written digit by digit: a journal and a list of runs have several to a line, and a calendar's formatter takes longer
    /// than everything else in it.
    public var description: String {
        let (day, rest) = milliseconds.quotientAndRemainder(flooring: 86_400_000)
        guard let date = CivilDate(daysSince1970: day) else { return self.date.formatted(Self.style) }
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var position = 0
            func write(_ number: Int64, digits: Int, then end: Unicode.ASCII.CodeUnit) {
                var rest = number
                for place in (position..<position + digits).reversed() {
                    buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                buffer[position + digits] = end
                position += digits + 1
            }
            write(date.year, digits: 4, then: UInt8(ascii: "-"))
            write(date.month, digits: 2, then: UInt8(ascii: "-"))
            write(date.day, digits: 2, then: UInt8(ascii: "T"))
            write(rest / 3_600_000, digits: 2, then: UInt8(ascii: ":"))
            write(rest / 60_000 % 60, digits: 2, then: UInt8(ascii: ":"))
            write(rest / 1000 % 60, digits: 2, then: UInt8(ascii: "."))
            write(rest % 1000, digits: 3, then: UInt8(ascii: "Z"))
            return position
        }
    }

    public init?(_ description: String) {
        if let date = try? Self.style.parse(description) {
            self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
        } else if let date = try? Date.ISO8601FormatStyle().parse(description) {
            self.init(date)
        } else {
            return nil
        }
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let timestamp = Timestamp(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 time: \(text)")
        }
        self = timestamp
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Duration {
    public var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
