import Core
import Glibc
import Store

/// How a run is shown while it goes on.
protocol RunView: Sendable {
    func show(_ decisions: [Decision])
    func begin(_ run: RunRecord)
    func change(of job: JobRecord, in run: RunRecord, steps: [StepRecord])
    /// - Parameter bytes: whole lines.
    func log(_ bytes: [UInt8], of job: JobRecord)
    func update(_ run: RunRecord, jobs: [JobRecord])
    func end(_ run: RunRecord, jobs: [JobRecord])
    func finish()
}

enum RunViews {
    /// A live view on a terminal, plain lines in a pipe.
    static func make(json: Bool) -> any RunView {
        if json { return JSONRunView() }
        return isatty(STDOUT_FILENO) == 1 ? TerminalRunView() : PlainRunView()
    }
}
