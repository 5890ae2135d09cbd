/// A day of the Gregorian calendar, worked out by arithmetic alone.
struct CivilDate {
    var year: Int64
    var month: Int64
    var day: Int64

    /// - Returns: nil outside the years 1 to 9999, which have four digits and no other calendar's rules.
    init?(daysSince1970 days: Int64) {
        guard (-719_162..<2_932_897).contains(days) else { return nil }
        // Years that begin in March have their leap day at the end, so that months and days follow by division. Day 0 is
        // 1 March of the year 0, 719 468 days before 1970; the calendar repeats every 400 years of 146 097 days.
        let fromMarch = days + 719_468
        let (cycle, dayOfCycle) = fromMarch.quotientAndRemainder(dividingBy: 146_097)
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        // From March on, 153 days are five months, again and again.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = 400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0)
    }
}

extension Int64 {
    /// As for negative numbers a calendar needs it: the remainder is never negative.
    func quotientAndRemainder(flooring divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
