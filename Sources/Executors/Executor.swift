public import Core
public import JobProtocol

/// How a job gets started. Everything after that goes through the job directory, whoever started it.
///
/// The order of calls: the engine writes `plan.json` and empty `journal.ndjson` and `alive`, then calls ``start(_:plan:secrets:)``.
/// Starting a directory twice is allowed and harmless (the engine does so when it cannot know whether its last life got that
/// far): whoever holds the lock, or has written facts, wins, and the other one leaves without a trace.
/// Every executor passes `ExecutorConformance`.
public protocol Executor: Sendable {
    /// Returns when the job is on its way; its first fact tells that it runs.
    ///
    /// - Parameter secrets: by name; never written to disk by a local executor.
    /// - Throws: ``ExecutorError`` when the job cannot be started; the attempt then ends as `setup_failure`.
    func start(_ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]) async throws(ExecutorError)

    /// Whether somebody works on the directory now.
    func isAlive(_ directory: JobDirectory) -> Bool
}

extension Executor {
    /// A lock that cannot be looked at says nothing of whoever holds it: only a lock that is free means dead.
    public func isAlive(_ directory: JobDirectory) -> Bool { (try? directory.isAlive()) ?? true }
}
