import Core
import Executors
import JobProtocol
import Synchronization

/// The dummy, which notes what it is handed.
final class SecretRecorder: Executor {
    private let seen = Mutex<[JobID: [String: String]]>([:])

    /// The latest attempt's, by job.
    var secrets: [JobID: [String: String]] { seen.withLock { $0 } }

    var tokens: [JobID: String] { secrets.compactMapValues { $0["GITHUB_TOKEN"] } }

    func start(_ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]) async throws(ExecutorError) {
        seen.withLock { $0[plan.job] = secrets.mapValues { $0.reveal() } }
        try await DummyExecutor().start(directory, plan: plan, secrets: secrets)
    }
}
