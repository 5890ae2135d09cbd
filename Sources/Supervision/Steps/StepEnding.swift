import Core
import JobProtocol

/// How a step ended before `continue-on-error` is applied.
struct StepEnding {
    var outcome: Conclusion
    var exitCode: Int?
    var signal: Int?
    var reason: String?
    var outputs: [(name: String, value: String)] = []

    init(_ outcome: Conclusion, reason: String? = nil) {
        self.outcome = outcome
        self.reason = reason
    }

    init(_ status: ExitStatus) {
        self.init(status.isSuccess ? .success : .failure, reason: status.isSuccess ? nil : status.description)
        add(status)
    }

    /// A built-in action tells its own failures from those of what it needs.
    init(_ status: ExitStatus, of work: StepPlan.Work) {
        self.init(status)
        guard case .builtIn = work, status == .exited(BuiltInExit.unavailable) else { return }
        (outcome, reason) = (.setupFailure, "what it needs can't be reached; the log says why")
    }

    static func failed(_ error: SupervisionError) -> StepEnding {
        StepEnding(error.code == .machine ? .setupFailure : .failure, reason: "\(error)")
    }

    mutating func add(_ status: ExitStatus?) {
        switch status {
        case .exited(let code): exitCode = code
        case .signaled(let number): signal = number
        case nil: break
        }
    }

    /// Of a list of steps: it fails as this one did.
    init(failedBy result: StepResult, _ what: String) {
        self.init(result.conclusion, reason: "\(what) `\(result.name)` failed\(result.reason.map { ": " + $0 } ?? "")")
        (exitCode, signal) = (result.exitCode, result.signal)
    }
}
