public import Core
public import JobProtocol

/// How a job gets started. Everything after that goes through the job directory, whoever started it.
///
/// The order of calls: the engine writes `plan.json` and empty `journal.ndjson` and `alive`, then calls ``start(_:plan:secrets:)``.
/// Starting a directory twice is allowed and harmless (the engine does so when it cannot know whether its last life got that
/// far): whoever holds the lock, or has written facts, wins, and the other one leaves without a trace.
public protocol Executor: Sendable {
    /// Returns when the job is on its way; its first fact tells that it runs.
    ///
    /// - Parameter secrets: by name; never written to disk by a local executor.
    /// - Throws: ``ExecutorError`` when the job cannot be started; the attempt then ends as `setup_failure`.
    func start(_ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]) async throws(ExecutorError)

    /// Ends what a supervisor that died has left behind, before the job is tried again. Returns when nothing is left.
    ///
    /// - Parameter workspace: the folder that only this attempt's processes have in their environment.
    func clearUp(_ directory: JobDirectory, workspace: String) async

    /// Whether somebody works on the directory now.
    func isAlive(_ directory: JobDirectory) -> Bool
}

extension Executor {
    public func clearUp(_ directory: JobDirectory, workspace: String) async {}

    /// A lock that cannot be looked at says nothing of whoever holds it: only a lock that is free means dead.
    public func isAlive(_ directory: JobDirectory) -> Bool { (try? directory.isAlive()) ?? true }
}
