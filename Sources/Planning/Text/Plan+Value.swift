public import Core
import Workflows

extension Plan {
    /// What `anneal plan --json` prints.
    public var value: Value {
        [
            "event": [
                "kind": .string(event.kind.rawValue),
                "ref": event.ref.map { .string($0.name) } ?? .null,
                "before": event.before.map { .string($0.hex) } ?? .null,
                "sha": event.after.map { .string($0.hex) } ?? .null,
                "actor": .string(event.actor)
            ],
            "decisions": .array(decisions.map(\.value)),
            "runs": .array(runs.map(\.value))
        ]
    }
}

extension Decision {
    /// `workflow, verdict, reason, rule, line, column`.
    public var value: Value {
        [
            "workflow": workflow.map(Value.string) ?? .null,
            "verdict": .string(verdict.rawValue),
            "reason": .string(reason),
            "rule": rule.map(Value.string) ?? .null,
            "line": position.map { .number(Double($0.line)) } ?? .null,
            "column": position.map { .number(Double($0.column)) } ?? .null
        ]
    }
}

extension RunPlan {
    /// `workflow, name, run_name, inputs, digest, jobs, diagnostics`.
    public var value: Value {
        [
            "workflow": .string(workflow),
            "name": .string(name),
            "run_name": .string(runName),
            "inputs": inputs,
            "digest": .string(digest),
            "jobs": .array(jobs.map(\.value)),
            "diagnostics": .array(diagnostics.map(\.value))
        ]
    }
}

extension PlannedJob {
    /// `id, key, name, needs, matrix, strategy, deferred, calls, tier, digest, gate, outlook`.
    public var value: Value {
        [
            "id": .string(id),
            "key": .string(key),
            "name": .string(name),
            "needs": .array(needs.map(Value.string)),
            "matrix": matrix ?? .null,
            "strategy": strategy.context,
            "deferred": .bool(isDeferred),
            "calls": callee.map { .string($0.description) } ?? .null,
            "tier": tier.map { .string($0.rawValue) } ?? .null,
            "digest": .string(digest),
            "gate": gate.map(\.value) ?? .null,
            "outlook": outlook.map(\.value) ?? .null
        ]
    }
}

extension Gate {
    /// `open, reason`, and `commit, run, number` of what vouches for the job.
    public var value: Value {
        [
            "open": .bool(voucher == nil),
            "reason": .string(reason),
            "commit": voucher.map { .string($0.commit.hex) } ?? .null,
            "run": voucher.map { .number(Double($0.run.rawValue)) } ?? .null,
            "number": voucher.map { .number(Double($0.number)) } ?? .null
        ]
    }
}

extension Outlook {
    /// `verdict` (runs, skipped or depends), `reason`, `condition`, and as `obstacle` why the job fails if it runs.
    public var value: Value {
        let (word, reason, condition): (String, String?, String?) =
            switch verdict {
            case .runs: ("runs", nil, nil)
            case .skipped(let reason): ("skipped", reason, nil)
            case .depends(let condition): ("depends", nil, condition)
            }
        return [
            "verdict": .string(word),
            "reason": reason.map(Value.string) ?? .null,
            "condition": condition.map(Value.string) ?? .null,
            "obstacle": obstacle.map(Value.string) ?? .null
        ]
    }
}

extension Diagnostic {
    fileprivate var value: Value {
        [
            "file": .string(file),
            "line": .number(Double(position.line)),
            "column": .number(Double(position.column)),
            "severity": .string(severity.rawValue),
            "rule": .string(rule),
            "message": .string(message),
            "help": help.map(Value.string) ?? .null
        ]
    }
}
