import Foundation

/// What a zone's clock shows when. Moments and local times are seconds since 1970-01-01 00:00, of UTC and of the zone.
struct ZoneClock {
    /// No clock was ever put further forward or back than by a day (Samoa, 2011).
    static let largestChange = 86_400

    private let zone: TimeZone

    init(_ zone: TimeZone) {
        self.zone = zone
    }

    func offset(at moment: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment)))
    }

    /// When the clock shows a time first; when it never does, the moment when it jumps over it.
    func firstMoment(ofLocal local: Int) -> Int {
        let before = local - offset(at: local - Self.largestChange)
        let after = local - offset(at: local + Self.largestChange)
        let shown = [min(before, after), max(before, after)].first { $0 + offset(at: $0) == local }
        return shown ?? change(after: min(before, after) - 1, through: max(before, after)) ?? max(before, after)
    }

    /// The first moment of a new offset. The stretch must be shorter than two changes are apart.
    func change(after start: Int, through end: Int) -> Int? {
        guard start < end, offset(at: start) != offset(at: end) else { return nil }
        var (low, high) = (start, end)
        let old = offset(at: start)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == old { low = middle } else { high = middle }
        }
        return high
    }
}
