import Core

/// Times as people say them; programs get ISO 8601.
enum TimeText {
    /// `just now`, `4 min ago`, `3 h ago`, `12 d ago`; the date beyond 30 days.
    static func relative(_ moment: Timestamp?, to now: Timestamp) -> String {
        guard let moment else { return "" }
        let seconds = (now - moment).milliseconds / 1000
        return switch seconds {
        case ..<(-60): String(moment.description.prefix(16)).replacing("T", with: " ")
        case ..<10: "just now"
        case ..<60: "\(seconds) s ago"
        case ..<3600: "\(seconds / 60) min ago"
        case ..<86_400: "\(seconds / 3600) h ago"
        case ..<2_592_000: "\(seconds / 86_400) d ago"
        default: String(moment.description.prefix(10))
        }
    }

    /// `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`; up to now while it lasts, nothing before it began.
    static func duration(from start: Timestamp?, to end: Timestamp?, now: Timestamp) -> String {
        guard let start else { return "" }
        let milliseconds = max(0, ((end ?? now) - start).milliseconds)
        let seconds = milliseconds / 1000
        return switch seconds {
        case ..<10: "\(seconds).\(milliseconds % 1000 / 100) s"
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min \(twoDigits(seconds % 60)) s"
        default: "\(seconds / 3600) h \(twoDigits(seconds % 3600 / 60)) min"
        }
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
