extension Cron {
    /// Two leap days are never further apart; one more year does not hurt.
    private static let longestSearch = 9 * 366

    /// The first minute that fits, counted in minutes of a clock that is never changed, since 1970-01-01 00:00.
    func nextLocalMinute(atOrAfter start: Int) -> Int? {
        let minutesOfDay = 24 * 60
        var day = (Double(start) / Double(minutesOfDay)).rounded(.down)
        var minute = start - Int(day) * minutesOfDay
        for _ in 0..<Self.longestSearch {
            if fits(day: Int(day)), let found = nextMinuteOfDay(atOrAfter: minute) {
                return Int(day) * minutesOfDay + found
            }
            day += 1
            minute = 0
        }
        return nil
    }

    private func fits(day: Int) -> Bool {
        let date = CivilDate(daysSinceEpoch: day)
        guard months & 1 << UInt64(date.month) != 0 else { return false }
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 4) % 7 + 7) % 7
        let isDay = days & 1 << UInt64(date.day) != 0
        let isWeekday = weekdays & 1 << UInt64(weekday) != 0
        return takesEitherDay ? isDay || isWeekday : isDay && isWeekday
    }

    private func nextMinuteOfDay(atOrAfter start: Int) -> Int? {
        var (hour, minute) = (start / 60, start % 60)
        while hour < 24 {
            if hours & 1 << UInt64(hour) != 0 {
                let rest = minutes >> UInt64(minute)
                if rest != 0 { return hour * 60 + minute + rest.trailingZeroBitCount }
            }
            (hour, minute) = (hour + 1, 0)
        }
        return nil
    }
}
