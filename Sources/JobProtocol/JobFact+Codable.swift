import Core

/// The line of a fact: flat, with `fact` saying which one it is. The names below are a format that other programs read
/// (see *The job directory* in the documentation): they change only together with ``JobPlan/currentVersion``.
extension JobFact: Codable {
    private enum Kind: String, Codable {
        case started
        case stepStarted = "step-started"
        case stepFinished = "step-finished"
        case annotation
        case stepsFinished = "steps-finished"
        case deployment
        case finished
    }

    private enum Key: String, CodingKey {
        case sequence, at, fact
        case pid, host
        case index, name
        case conclusion, outputs, reason
        case exitCode = "exit_code"
    }

    public init(from decoder: any Decoder) throws {
        let line = try decoder.container(keyedBy: Key.self)
        sequence = try line.decode(Int.self, forKey: .sequence)
        at = try line.decode(Timestamp.self, forKey: .at)
        switch try line.decode(Kind.self, forKey: .fact) {
        case .started:
            what = .started(
                pid: try line.decode(Int32.self, forKey: .pid), host: try line.decode(HostFacts.self, forKey: .host))
        case .stepStarted:
            what = .stepStarted(
                index: try line.decode(Int.self, forKey: .index), name: try line.decode(String.self, forKey: .name))
        case .stepFinished: what = .stepFinished(try StepResult(from: decoder))
        case .annotation: what = .annotation(try Annotation(from: decoder))
        case .stepsFinished: what = .stepsFinished
        case .deployment: what = .deployment(try Deployment(from: decoder))
        case .finished:
            what = .finished(
                conclusion: try line.decode(Conclusion.self, forKey: .conclusion),
                outputs: try line.decode([String: String].self, forKey: .outputs),
                reason: try line.decodeIfPresent(String.self, forKey: .reason),
                exitCode: try line.decodeIfPresent(Int.self, forKey: .exitCode))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var line = encoder.container(keyedBy: Key.self)
        try line.encode(sequence, forKey: .sequence)
        try line.encode(at, forKey: .at)
        switch what {
        case .started(let pid, let host):
            try line.encode(Kind.started, forKey: .fact)
            try line.encode(pid, forKey: .pid)
            try line.encode(host, forKey: .host)
        case .stepStarted(let index, let name):
            try line.encode(Kind.stepStarted, forKey: .fact)
            try line.encode(index, forKey: .index)
            try line.encode(name, forKey: .name)
        case .stepFinished(let result):
            try line.encode(Kind.stepFinished, forKey: .fact)
            try result.encode(to: encoder)
        case .annotation(let annotation):
            try line.encode(Kind.annotation, forKey: .fact)
            try annotation.encode(to: encoder)
        case .stepsFinished: try line.encode(Kind.stepsFinished, forKey: .fact)
        case .deployment(let deployment):
            try line.encode(Kind.deployment, forKey: .fact)
            try deployment.encode(to: encoder)
        case .finished(let conclusion, let outputs, let reason, let exitCode):
            try line.encode(Kind.finished, forKey: .fact)
            try line.encode(conclusion, forKey: .conclusion)
            try line.encode(outputs, forKey: .outputs)
            try line.encodeIfPresent(reason, forKey: .reason)
            try line.encodeIfPresent(exitCode, forKey: .exitCode)
        }
    }
}
