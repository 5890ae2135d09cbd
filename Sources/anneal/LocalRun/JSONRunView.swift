import Core
import JobProtocol
import Store

/// One object a line, for programs.
struct JSONRunView: RunView {
    private func number(_ number: Int?) -> Value { number.map { .number(Double($0)) } ?? .null }

    private func write(_ value: Value) { Console.write(value.json() + "\n") }

    func show(_ decisions: [DecisionRecord], of event: Event) {
        for decision in decisions.map(\.decision) {
            write([
                "type": "decision", "workflow": decision.workflow.map(Value.string) ?? .null,
                "verdict": .string(decision.verdict.rawValue), "reason": .string(decision.reason),
                "rule": decision.rule.map(Value.string) ?? .null
            ])
        }
    }

    func begin(_ run: RunRecord) {}

    func change(of job: JobRecord, in run: RunRecord) {
        write([
            "type": "job", "run": .number(Double(run.id.rawValue)), "id": .number(Double(job.id.rawValue)),
            "key": .string(job.key), "name": .string(job.name), "state": .string(job.state.rawValue),
            "conclusion": job.conclusion.map { .string($0.rawValue) } ?? .null,
            "reason": job.reason.map(Value.string) ?? .null, "attempt": .number(Double(job.attempt))
        ])
    }

    func begin(_ job: JobRecord) {}

    func log(_ bytes: [UInt8], of job: JobRecord) {
        write(["type": "log", "job": .string(job.key), "text": .string(String(decoding: bytes, as: UTF8.self))])
    }

    func show(_ annotation: Annotation, of job: JobRecord) {
        write([
            "type": "annotation", "job": .string(job.key), "level": .string(annotation.level.rawValue),
            "message": .string(annotation.message), "title": annotation.title.map(Value.string) ?? .null,
            "file": annotation.file.map(Value.string) ?? .null, "line": number(annotation.line),
            "end_line": number(annotation.endLine), "column": number(annotation.column),
            "end_column": number(annotation.endColumn), "step": number(annotation.step)
        ])
    }

    func end(_ step: StepRecord, of job: JobRecord) {
        write([
            "type": "step", "job": .string(job.key), "attempt": number(step.attempt), "index": number(step.index),
            "name": .string(step.name), "outcome": step.outcome.map { .string($0.rawValue) } ?? .null,
            "conclusion": step.conclusion.map { .string($0.rawValue) } ?? .null, "exit_code": number(step.exitCode),
            "signal": number(step.signal), "reason": step.reason.map(Value.string) ?? .null
        ])
    }

    func update(_ run: RunRecord, jobs: [JobRecord]) {}

    func end(_ run: RunRecord, jobs: [JobRecord]) {
        func time(_ time: Timestamp?) -> Value { time.map { .string($0.description) } ?? .null }
        write([
            "type": "run", "id": .number(Double(run.id.rawValue)), "number": .number(Double(run.number)),
            "workflow": .string(run.workflowPath), "event": .number(Double(run.event.rawValue)),
            "ref": run.ref.map { .string($0.name) } ?? .null, "sha": run.sha.map { .string($0.hex) } ?? .null,
            "state": .string(run.state.rawValue), "conclusion": run.conclusion.map { .string($0.rawValue) } ?? .null,
            "created_at": time(run.createdAt), "started_at": time(run.startedAt), "finished_at": time(run.finishedAt)
        ])
    }

    func finish() {}
}
