import Core
import JobProtocol

/// What a finished job left in its directory.
struct JobRecord {
    let directory: JobDirectory
    /// Its folder is there as long as this.
    private let job: SupervisedJob
    let facts: [JobFact]
    private(set) var steps: [Int: StepResult] = [:]
    private(set) var names: [Int: String] = [:]
    private(set) var deployment: Deployment?
    private(set) var annotations: [Annotation] = []
    private(set) var conclusion: Conclusion
    private(set) var outputs: [String: String]
    private(set) var reason: String?
    private(set) var exitCode: Int?

    init(of job: SupervisedJob) throws {
        self.job = job
        directory = job.directory
        var reader = JournalReader(directory)
        facts = try reader.read()
        guard case .finished(let conclusion, let outputs, let reason, let exitCode) = facts.last?.what else {
            throw Failure("the journal has no final fact: \(facts)")
        }
        (self.conclusion, self.outputs, self.reason, self.exitCode) = (conclusion, outputs, reason, exitCode)
        for fact in facts {
            switch fact.what {
            case .stepStarted(let index, let name): names[index] = name
            case .stepFinished(let result):
                steps[result.index] = result
                names[result.index] = result.name
            case .annotation(let annotation): annotations.append(annotation)
            case .deployment(let deployment): self.deployment = deployment
            case .started, .stepsFinished, .finished: break
            }
        }
    }

    /// The indices of the steps in the order in which they ended.
    var order: [Int] {
        facts.compactMap { if case .stepFinished(let result) = $0.what { result.index } else { nil } }
    }

    /// What a step wrote.
    func log(ofStep step: Int) throws -> String {
        guard let log = try LogReader(directory) else { return "" }
        let parts = try log.byteRanges(ofStep: step).map { try log.bytes(in: $0) }
        return String(decoding: parts.joined(), as: UTF8.self)
    }

    func logBytes() throws -> [UInt8] {
        guard let log = try LogReader(directory) else { return [] }
        return try log.bytes(in: 0..<log.byteCount())
    }

    func log() throws -> String {
        String(decoding: try logBytes(), as: UTF8.self)
    }
}
