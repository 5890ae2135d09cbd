public import Core

/// A state as an icon and a word: never by colour alone.
public struct Mark: Hashable, Sendable {
    /// Names the colour.
    var style: String
    var icon: String
    var word: String

    public init(_ conclusion: Conclusion) {
        switch conclusion {
        case .success: self.init("success", "✓", "passed")
        case .warning: self.init("warning", "!", "passed with a warning")
        case .failure: self.init("failure", "✕", "failed")
        case .timedOut: self.init("failure", "◷", "timed out")
        case .cancelled: self.init("muted", "⊘", "cancelled")
        case .skipped: self.init("muted", "↷", "skipped")
        case .lost: self.init("failure", "?", "lost")
        case .setupFailure: self.init("failure", "⚙", "set-up failed")
        }
    }

    public init(run state: RunState, _ conclusion: Conclusion?) {
        if let conclusion { self.init(conclusion) } else { self = state == .queued ? .queued : .running }
    }

    public init(job state: JobState, _ conclusion: Conclusion?) {
        if let conclusion {
            self.init(conclusion)
        } else {
            switch state {
            case .blocked: self.init("muted", "○", "waiting")
            case .ready: self = .queued
            case .starting: self.init("running", "●", "starting")
            case .finishing: self.init("running", "●", "finishing")
            case .running, .completed: self = .running
            }
        }
    }

    public static let queued = Mark("queued", "○", "queued")
    public static let running = Mark("running", "●", "running")

    init(_ style: String, _ icon: String, _ word: String) {
        self.style = style
        self.icon = icon
        self.word = word
    }

    var html: HTML {
        "<span class=\"mark \(style)\"><span class=\"icon\" aria-hidden=\"true\">\(icon)</span> \(word)</span>"
    }
    /// Where the word stands beside it already.
    var iconOnly: HTML {
        "<span class=\"mark \(style)\"><span class=\"icon\" aria-hidden=\"true\">\(icon)</span><span class=\"unseen\">\(word)</span></span>"
    }
}
