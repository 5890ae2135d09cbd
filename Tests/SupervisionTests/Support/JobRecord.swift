import Core
import JobProtocol

/// What a finished job left in its directory.
struct JobRecord {
    let directory: JobDirectory
    let facts: [JobFact]
    private(set) var steps: [Int: StepResult] = [:]
    private(set) var names: [Int: String] = [:]
    private(set) var annotations: [Annotation] = []
    private(set) var conclusion: Conclusion
    private(set) var outputs: [String: String]
    private(set) var reason: String?
    private(set) var exitCode: Int?

    init(_ directory: JobDirectory) throws {
        self.directory = directory
        var reader = JournalReader(directory)
        facts = try reader.read()
        guard case .finished(let conclusion, let outputs, let reason, let exitCode) = facts.last?.what else {
            throw Failure("the journal has no final fact: \(facts)")
        }
        (self.conclusion, self.outputs, self.reason, self.exitCode) = (conclusion, outputs, reason, exitCode)
        for fact in facts {
            switch fact.what {
            case .stepStarted(let index, let name): names[index] = name
            case .stepFinished(let result): steps[result.index] = result
            case .annotation(let annotation): annotations.append(annotation)
            case .started, .stepsFinished, .finished: break
            }
        }
    }

    func logBytes() throws -> [UInt8] {
        guard let log = try LogReader(directory) else { return [] }
        return try log.bytes(in: 0..<log.byteCount())
    }

    func log() throws -> String {
        String(decoding: try logBytes(), as: UTF8.self)
    }
}
