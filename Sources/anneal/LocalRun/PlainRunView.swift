import Core
import JobProtocol
import Store

/// Lines for a pipe or a file: each says which job it is about.
struct PlainRunView: RunView {
    func show(_ decisions: [DecisionRecord], of event: Event) {
        for line in RunText.lines(decisions, of: event) { Console.write(line + "\n") }
    }

    func begin(_ run: RunRecord) {
        Console.write(
            "run \(run.id): \(Console.safe(run.workflowName)) #\(run.number): \(Console.safe(run.name)) at \(run.sha?.short ?? "-")\n"
        )
        for diagnostic in run.diagnostics { Console.write("\(diagnostic)\n") }
    }

    func change(of job: JobRecord, in run: RunRecord) {
        guard job.state == .completed else { return }
        let reason = job.reason.map { ": " + Console.safe($0) } ?? ""
        Console.write("\(job.key): \(job.conclusion?.rawValue ?? "completed")\(reason)\n")
    }

    func begin(_ job: JobRecord) { Console.write("\(job.key): running\n") }

    func show(_ annotation: Annotation, of job: JobRecord) {
        let (level, lines) = RunText.lines(annotation)
        Console.write(
            "\(job.key): \(level)\(lines[0])\n" + lines.dropFirst().map { "\(job.key): \($0)\n" }.joined())
    }

    func end(_ step: StepRecord, of job: JobRecord) {
        if let line = RunText.line(step) { Console.write("\(job.key): \(line)\n") }
    }

    func log(_ bytes: [UInt8], of job: JobRecord) {
        let prefix = Array("\(job.key) | ".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            out += prefix
            out += line
            out.append(UInt8(ascii: "\n"))
        }
        if bytes.last != UInt8(ascii: "\n") {
            out += prefix + (bytes.split(separator: UInt8(ascii: "\n")).last ?? []) + [UInt8(ascii: "\n")]
        }
        Console.write(out)
    }

    func update(_ run: RunRecord, jobs: [JobRecord]) {}

    func end(_ run: RunRecord, jobs: [JobRecord]) {
        Console.write("run \(run.id): \(run.conclusion?.rawValue ?? "completed")\(RunText.reason(of: run))\n")
    }

    func finish() {}
}
