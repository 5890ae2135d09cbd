/// How a job is being ended before its time.
///
/// A first request (the server's, TERM, or the job's own time-out) ends the step that runs and lets only `always()` and
/// `cancelled()` steps run; a second request kills and runs nothing more.
struct Cancellation {
    enum Cause: Hashable {
        case request(String)
        /// Of the whole job, after this many seconds.
        case timeout(Int)
    }

    private(set) var cause: Cause?
    /// Nothing more is run.
    private(set) var isFinal = false

    mutating func request(_ newCause: Cause) {
        if cause == nil { cause = newCause } else { isFinal = true }
    }

    mutating func abandon() {
        isFinal = true
    }

    var reason: String? {
        switch cause {
        case nil: nil
        case .request(let reason): "cancelled: \(reason)"
        case .timeout(let seconds): "the job took longer than \(Self.describe(seconds: Double(seconds)))"
        }
    }

    /// `90 seconds`, `5 minutes`
    static func describe(seconds: Double) -> String {
        func plural(_ number: String, _ unit: String) -> String { "\(number) \(unit)\(number == "1" ? "" : "s")" }
        if seconds < 120 || seconds != seconds.rounded() || Int(seconds) % 60 != 0 {
            let rounded = (seconds * 1000).rounded() / 1000
            return plural(rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)", "second")
        }
        return plural("\(Int(seconds) / 60)", "minute")
    }
}
