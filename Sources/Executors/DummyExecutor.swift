public import Core
import Foundation
import Glibc
public import JobProtocol
import Synchronization

/// Runs nothing: writes the facts that a supervisor would, steered by the job's `env`.
///
/// | variable | effect |
/// | --- | --- |
/// | `ANNEAL_DUMMY_REFUSE` | does not start, with this text as reason |
/// | `ANNEAL_DUMMY_CONCLUSION` | how the job ends; `success` when absent |
/// | `ANNEAL_DUMMY_EXIT_CODE` | the failed step's exit code |
/// | `ANNEAL_DUMMY_VANISH` | lets go of the lock after the first fact, without a last word |
/// | `ANNEAL_DUMMY_WAIT` | a file: the job ends when it exists |
/// | `ANNEAL_DUMMY_OUTPUT` | `name=value`, an output of the job |
public struct DummyExecutor: Executor {
    public init() {}

    public func start(
        _ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]
    ) async throws(ExecutorError) {
        let variables = Dictionary(
            plan.environment.joined().map { ($0.name, $0.text) }, uniquingKeysWith: { _, last in last })
        if let reason = variables["ANNEAL_DUMMY_REFUSE"] { throw ExecutorError(.refused, reason) }
        let thread = Thread {
            do {
                try Self.play(directory, plan: plan, variables: variables)
            } catch {
                let line = Array("dummy: \(error)\n".utf8)
                write(STDERR_FILENO, line, line.count)
            }
        }
        thread.name = "dummy-job"
        thread.start()
    }

    private static func play(_ directory: JobDirectory, plan: JobPlan, variables: [String: String]) throws {
        let lock: JobLock
        do {
            lock = try JobLock(directory)
        } catch {
            guard error.code == .locked || error.code == .used else { throw error }
            return  // started twice: the other one works
        }
        defer { withExtendedLifetime(lock) {} }
        let journal = try JournalWriter(directory)
        try journal.append(.started(pid: getpid(), host: host))
        if variables["ANNEAL_DUMMY_VANISH"] != nil { return }
        let log = try LogWriter(directory)
        var conclusion = variables["ANNEAL_DUMMY_CONCLUSION"].flatMap(Conclusion.init(rawValue:)) ?? .success
        for (index, step) in plan.steps.enumerated() {
            try journal.append(.stepStarted(index: index, name: step.name ?? step.id))
            try log.begin(step: index)
            try log.write("dummy: \(step.name ?? step.id)\n")
            if let file = variables["ANNEAL_DUMMY_WAIT"], try waitIsCancelled(for: file, directory) {
                conclusion = .cancelled
            }
            let exitCode = variables["ANNEAL_DUMMY_EXIT_CODE"].flatMap(Int.init)
            try journal.append(
                .stepFinished(StepResult(index: index, outcome: conclusion, conclusion: conclusion, exitCode: exitCode))
            )
        }
        try journal.append(.stepsFinished)
        let output = variables["ANNEAL_DUMMY_OUTPUT"]?.split(separator: "=", maxSplits: 1).map(String.init) ?? []
        try journal.append(
            .finished(
                conclusion: conclusion, outputs: output.count == 2 ? [output[0]: output[1]] : [:],
                reason: conclusion == .success ? nil : "the dummy executor was told to",
                exitCode: variables["ANNEAL_DUMMY_EXIT_CODE"].flatMap(Int.init)))
        try journal.synchronize()
    }

    /// - Returns: whether the job was cancelled while it waited.
    private static func waitIsCancelled(for file: String, _ directory: JobDirectory) throws -> Bool {
        var control = ControlFile(directory)
        while access(file, F_OK) != 0 {
            if try !control.read(complain: { _ in }).isEmpty { return true }
            usleep(2000)
        }
        return false
    }

    private static var host: HostFacts {
        HostFacts(
            hostname: "dummy", system: "none", processor: "none",
            cores: ProcessInfo.processInfo.activeProcessorCount, memoryBytes: 0)
    }
}
