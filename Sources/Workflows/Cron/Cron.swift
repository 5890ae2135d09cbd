/// Five fields of POSIX cron, as GitHub takes them: minute, hour, day of the month, month, day of the week.
///
/// A day has to fit both fields of days when one of them begins with `*`, and either of them when both are restricted.
/// The times are local to a zone that is given apart; ``next(after:in:)`` says what its changes of the clock do.
public struct Cron: Hashable, Sendable {
    /// As it was written.
    public let text: String
    let minutes: UInt64
    let hours: UInt64
    let days: UInt64
    let months: UInt64
    let weekdays: UInt64
    /// Both fields of days are restricted.
    let takesEitherDay: Bool

    static let everyHour: UInt64 = (1 << 24) - 1

    public init(parsing text: String) throws(CronError) {
        guard !text.hasPrefix("@") else {
            throw CronError(
                message: "the short form '\(text.prefix(20))' is not supported",
                help: Self.longForm(text).map { "Write '\($0)'." } ?? "Write the five fields.", offset: 0)
        }
        let fields = Self.fields(text)
        guard fields.count == CronField.allCases.count else {
            throw CronError(
                message: "a cron expression has 5 fields, and this has \(fields.count)",
                help: "Write minute, hour, day of the month, month and day of the week, as in '0 2 * * *'.", offset: 0)
        }
        func bits(_ field: CronField) throws(CronError) -> UInt64 {
            let (text, offset) = fields[field.rawValue]
            return try CronParser(field: field, offset: offset).parse(text)
        }
        minutes = try bits(.minute)
        hours = try bits(.hour)
        days = try bits(.day)
        months = try bits(.month)
        weekdays = try bits(.weekday)
        takesEitherDay =
            !fields[CronField.day.rawValue].text.hasPrefix("*")
            && !fields[CronField.weekday.rawValue].text.hasPrefix("*")
        self.text = text
        guard takesEitherDay || hasDay else {
            throw CronError(
                message: "no year has such a day", help: "Choose a day that the month has.",
                offset: fields[CronField.day.rawValue].offset)
        }
    }

    /// Some month has some of the days. February counts as having 29.
    private var hasDay: Bool {
        CronField.month.range.contains { month in
            months & 1 << UInt64(month) != 0
                && days & ((1 << UInt64(CivilDate.longest(month) + 1)) - 1) != 0
        }
    }

    private static func fields(_ text: String) -> [(text: Substring, offset: Int)] {
        var fields: [(Substring, Int)] = []
        var offset = 0
        for part in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !part.isEmpty { fields.append((part, offset)) }
            offset += part.unicodeScalars.count + 1
        }
        return fields
    }

    private static func longForm(_ text: String) -> String? {
        switch text {
        case "@yearly", "@annually": "0 0 1 1 *"
        case "@monthly": "0 0 1 * *"
        case "@weekly": "0 0 * * 0"
        case "@daily", "@midnight": "0 0 * * *"
        case "@hourly": "0 * * * *"
        default: nil
        }
    }
}
