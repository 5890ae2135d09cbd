import Core

/// Times for people, made where the page is made.
enum Moment {
    /// `<time>` with the exact moment and how long ago that was.
    static func ago(_ time: Timestamp, now: Timestamp) -> HTML {
        "<time datetime=\"\(time.description)\" title=\"\(time.description)\">\(words(since: now - time))</time>"
    }

    static func words(since age: Duration) -> String {
        let seconds = age.milliseconds / 1000
        return switch seconds {
        case ..<5: "just now"
        case ..<60: "\(seconds) s ago"
        case ..<3600: "\(seconds / 60) min ago"
        case ..<86_400: "\(seconds / 3600) h ago"
        case ..<(2 * 86_400): "yesterday"
        case ..<(60 * 86_400): "\(seconds / 86_400) days ago"
        case ..<(730 * 86_400): "\(seconds / (30 * 86_400)) months ago"
        default: "\(seconds / (365 * 86_400)) years ago"
        }
    }

    /// The same for what is to come.
    static func ahead(_ time: Timestamp, now: Timestamp) -> HTML {
        "<time datetime=\"\(time.description)\" title=\"\(time.description)\">\(words(until: time - now))</time>"
    }

    static func words(until distance: Duration) -> String {
        let seconds = distance.milliseconds / 1000
        return switch seconds {
        case ..<60: "in a moment"
        case ..<3600: "in \(seconds / 60) min"
        case ..<(2 * 86_400): "in \(seconds / 3600) h"
        default: "in \(seconds / 86_400) days"
        }
    }

    /// `340 ms`, `8.2 s`, `3 min 5 s`, `2 h 10 min`.
    static func length(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.milliseconds)
        let seconds = milliseconds / 1000
        return switch milliseconds {
        case ..<1000: "\(milliseconds) ms"
        case ..<10_000: "\(seconds).\(milliseconds % 1000 / 100) s"
        case ..<60_000: "\(seconds) s"
        case ..<3_600_000: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }

    /// How long something took, or has been taking.
    static func taken(from start: Timestamp?, to end: Timestamp?, now: Timestamp) -> HTML {
        guard let start else { return "" }
        return "<span class=\"length\">\(length((end ?? now) - start))</span>"
    }
}
