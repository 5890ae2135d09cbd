import Core
import Glibc
import JobProtocol
import Store

/// How a run is shown while it goes on.
protocol RunView: Sendable {
    func show(_ decisions: [DecisionRecord], of event: Event)
    func begin(_ run: RunRecord)
    func change(of job: JobRecord, in run: RunRecord)
    /// An attempt begins: before anything it says.
    func begin(_ job: JobRecord)
    /// - Parameter bytes: whole lines.
    func log(_ bytes: [UInt8], of job: JobRecord)
    func show(_ annotation: Annotation, of job: JobRecord)
    func end(_ step: StepRecord, of job: JobRecord)
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
