import Core
import Foundation
import Glibc
import JobProtocol
import Store
import Synchronization

/// A terminal's view: jobs as a list that redraws itself below the lines of their logs.
final class TerminalRunView: RunView {
    /// How many lines the list took when it was last drawn.
    private let drawn = Mutex(0)
    private let usesColour = getenv("NO_COLOR") == nil

    func show(_ decisions: [DecisionRecord], of event: Event) {
        for line in RunText.lines(decisions, of: event) { Console.write(dim(line) + "\n") }
    }

    func begin(_ run: RunRecord) {
        Console.write(
            bold("\(Console.safe(run.workflowName)) #\(run.number)")
                + "  \(Console.safe(run.name))  \(dim(run.sha?.short ?? ""))\n")
        for diagnostic in run.diagnostics { Console.write("\(diagnostic)\n") }
    }

    func change(of job: JobRecord, in run: RunRecord) {}

    func begin(_ job: JobRecord) {}

    func log(_ bytes: [UInt8], of job: JobRecord) {
        erase()
        let prefix = dim(job.key + " │ ")
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            Console.write(Array(prefix.utf8) + line + Array("\u{1B}[0m\n".utf8))
        }
    }

    func show(_ annotation: Annotation, of job: JobRecord) {
        let (level, lines) = RunText.lines(annotation)
        let colour =
            switch annotation.level {
            case .error: "31"
            case .warning: "33"
            case .notice: "34"
            }
        write([paint(level, colour) + lines[0]] + lines.dropFirst(), of: job)
    }

    func end(_ step: StepRecord, of job: JobRecord) {
        if let line = RunText.line(step) { write([paint("!", "33") + " " + line], of: job) }
    }

    /// Lines above the list.
    private func write(_ lines: [String], of job: JobRecord) {
        erase()
        let prefix = dim(job.key + " │ ")
        Console.write(lines.map { prefix + $0 + "\n" }.joined())
    }

    func update(_ run: RunRecord, jobs: [JobRecord]) {
        erase()
        draw(jobs)
    }

    func end(_ run: RunRecord, jobs: [JobRecord]) {
        erase()
        draw(jobs)
        drawn.withLock { $0 = 0 }
        Console.write(
            mark(run.conclusion) + " " + bold(run.conclusion?.rawValue ?? "completed") + RunText.reason(of: run) + "\n")
    }

    func finish() {}

    private func erase() {
        drawn.withLock { lines in
            if lines > 0 { Console.write("\u{1B}[\(lines)A\u{1B}[J") }
            lines = 0
        }
    }

    private func draw(_ jobs: [JobRecord]) {
        // A list longer than the screen could not be erased: the jobs that matter most first.
        var size = winsize()
        let rows = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 4 ? Int(size.ws_row) - 2 : 22
        let width = size.ws_col > 20 ? Int(size.ws_col) : 80
        let open = jobs.filter { $0.state != .completed }
        let shown = jobs.count <= rows ? jobs : Array((open + jobs.filter { $0.state == .completed }).prefix(rows - 1))
        var lines = shown.map { line($0, width: width) }
        if shown.count < jobs.count { lines.append(dim("  … and \(jobs.count - shown.count) more")) }
        Console.write(lines.map { $0 + "\n" }.joined())
        drawn.withLock { $0 = lines.count }
    }

    private func line(_ job: JobRecord, width: Int) -> String {
        let end = job.finishedAt ?? .now()
        let took = job.startedAt.map { " " + Self.duration(end - $0) } ?? ""
        let state = job.state == .completed ? job.reason.map { " — " + $0 } ?? "" : " " + job.state.rawValue
        let text = Console.safe(job.name) + took + Console.safe(state)
        return "  " + (job.state == .completed ? mark(job.conclusion) : paint("●", "33")) + " "
            + String(text.prefix(width - 6))
    }

    static func duration(_ duration: Duration) -> String {
        let seconds = Double(duration.milliseconds) / 1000
        return seconds < 60 ? String(format: "%.1fs", seconds) : "\(Int(seconds) / 60)m \(Int(seconds) % 60)s"
    }

    private func mark(_ conclusion: Conclusion?) -> String {
        switch conclusion {
        case .success?: paint("✓", "32")
        case .warning?: paint("!", "33")
        case .skipped?: paint("–", "2")
        case .cancelled?: paint("⊘", "2")
        default: paint("✗", "31")
        }
    }

    private func paint(_ text: String, _ code: String) -> String {
        usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    private func bold(_ text: String) -> String { paint(text, "1") }
    private func dim(_ text: String) -> String { paint(text, "2") }
}
