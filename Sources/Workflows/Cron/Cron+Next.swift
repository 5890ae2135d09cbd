public import Core
public import Foundation

extension Cron {
    /// The next time that the expression means, in a zone.
    ///
    /// What happens where the zone's clock is changed depends on whether every hour fits:
    /// - `*` for the hour: what counts are the minutes that a clock on the wall really shows. An hour that is left out has
    ///   none, and an hour that comes twice has each of them twice.
    /// - Hours that are named: every day has each of them once. A time that is left out is made up for in the minute when
    ///   the clock goes on, and of a time that comes twice the first one counts.
    ///
    /// - Returns: later than `time`, on a full minute; nil when there is none within nine years.
    public func next(after time: Timestamp, in zone: TimeZone = .gmt) -> Timestamp? {
        let clock = ZoneClock(zone)
        let second = Int(time.milliseconds.quotientRoundedDown(by: 1000))
        let next = hours == Self.everyHour ? nextShown(after: second, clock) : nextNamed(after: second, clock)
        return next.map { Timestamp(milliseconds: Int64($0) * 1000) }
    }

    private func nextNamed(after time: Int, _ clock: ZoneClock) -> Int? {
        // A time that has been left out, or shown before, may be as far back as the clock was ever changed.
        var minute = (time + clock.offset(at: time) - ZoneClock.largestChange).quotientRoundedDown(by: 60)
        while let local = nextLocalMinute(atOrAfter: minute) {
            let moment = clock.firstMoment(ofLocal: local * 60)
            if moment > time { return moment }
            minute = local + 1
        }
        return nil
    }

    private func nextShown(after time: Int, _ clock: ZoneClock) -> Int? {
        let day = 86_400
        var start = time + 1
        let end = time + 9 * 366 * day
        while start < end {
            let offset = clock.offset(at: start)
            let minute = -(-(start + offset)).quotientRoundedDown(by: 60)
            guard let local = nextLocalMinute(atOrAfter: minute) else { return nil }
            let moment = local * 60 - offset
            let horizon = min(moment, start + day)
            if let change = clock.change(after: start, through: horizon) {
                start = change
            } else if moment <= horizon {
                return moment
            } else {
                start = horizon
            }
        }
        return nil
    }
}

extension BinaryInteger {
    fileprivate func quotientRoundedDown(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
