import Actions
import Core
import Executors
import Foundation
import Glibc
import JobProtocol
import OrderedCollections
import Planning
import Store
import Workflows

/// Makes a job's directory and hands it to the executor.
struct Launcher: Sendable {
    let executor: any Executor
    let configuration: EngineConfiguration
    let catalogue: RepositoryCatalogue
    let library: ActionLibrary
    let address: ServerAddress

    func plan(for job: JobRecord, prepared: Prepared, run: OpenRun, repository: RepositoryRecord) -> JobPlan {
        let folder = folder(of: job.id, attempt: job.attempt)
        let name = repository.name.split(separator: "/").last.map(String.init) ?? repository.name
        var contexts = prepared.contexts
        contexts["github"] = github(contexts["github"] ?? .emptyObject, run: run)
        return JobPlan(
            run: job.run, job: job.id, attempt: job.attempt, name: job.name, steps: prepared.steps,
            environment: ownVariables + prepared.environment, outputs: prepared.outputs, contexts: contexts,
            defaults: prepared.defaults, timeout: prepared.timeout,
            grace: Int(configuration.cancelGrace.components.seconds),
            farewell: prepared.farewell ?? JobPlan.standardFarewell,
            workspace: JobPlan.Workspace(
                path: "\(folder)/\(name)", temporary: "\(folder)/temp", toolCache: configuration.data.tools,
                policy: JobPlan.Workspace.Policy(rawValue: configuration.workspacePolicy.rawValue) ?? .remove),
            source: run.record.sha.map { sha in
                JobPlan.Source(
                    mirror: catalogue.mirrorPath(repository.id), url: repository.url, sha: sha, ref: run.record.ref)
            },
            storage: storage(for: run, repository: repository), seed: run.record.seed,
            executable: configuration.executable, deployment: prepared.deployment)
    }

    private func storage(for run: OpenRun, repository: RepositoryRecord) -> JobPlan.Storage {
        JobPlan.Storage(
            path: configuration.data.storage, mirrors: configuration.data.actions + "/mirrors",
            repository: repository.id, runAttempt: run.record.attempt, cacheQuota: configuration.cacheQuota,
            cacheRefs: CacheScope.refs(of: run.runFacts.event, ref: run.record.ref, in: repository),
            artifactRetentionDays: Int(configuration.artifactRetention.components.seconds / 86400),
            sources: configuration.actionSources.patterns)
    }

    /// What the job's steps use, fetched where it is not here yet.
    ///
    /// - Throws: `ActionsError`, `GitError`.
    func actions(for plan: JobPlan, run: OpenRun) async throws -> [String: ActionPlan] {
        let mirror = catalogue.mirror(run.record.repository)
        let lock = try await ActionLock.read(at: run.record.sha, from: mirror).lock
        return try await ActionResolver(library: library, lock: lock)
            .actions(for: plan.steps, commit: run.record.sha, mirror: mirror)
    }

    /// What our commands find the server and their right to ask it by, in steps of a job.
    private var ownVariables: [[NamedText]] {
        guard configuration.servesAPI else { return [] }
        return [
            [
                NamedText("ANNEAL_URL", address.current ?? address.publicURL),
                NamedText("ANNEAL_TOKEN", "${{ secrets.\(JobTokenMaker.secretName) }}")
            ]
        ]
    }

    /// Everything of one attempt is below it.
    func folder(of job: JobID, attempt: Int) -> String { "\(configuration.data.workspaces)/\(job)-\(attempt)" }

    /// The parts of the `github` context that only a stored run has.
    private func github(_ context: Value, run: OpenRun) -> Value {
        guard case .object(var members) = context else { return context }
        members["run_id"] = .string("\(run.record.id)")
        members["run_number"] = .string("\(run.record.number)")
        members["run_attempt"] = .string("\(run.record.attempt)")
        members["server_url"] = .string(address.publicURL)
        members["api_url"] = .string(address.publicURL + "/api/v1")
        return .object(members)
    }

    /// Writes `plan.json` and the files that are watched. Doing it twice gives the same, and is done after a power cut: so
    /// nothing of it is synced.
    func prepare(_ directory: JobDirectory, plan: JobPlan) throws {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try plan.write(to: directory, durable: false)
        for path in [directory.journal, directory.alive, directory.control, directory.log] {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw EngineError(.io, "cannot make \(path): \(String(cString: strerror(errno)))")
            }
            close(descriptor)
        }
    }

    /// The supervisor has emptied the attempt's folder by the workspace policy; what is left is its frame.
    func tidy(job: JobID, attempt: Int) { rmdir(folder(of: job, attempt: attempt)) }

    /// A supervisor that died has emptied nothing. A workspace may be large, so nobody waits for this.
    func removeLeftovers(job: JobID, attempt: Int) {
        guard configuration.workspacePolicy == .remove else { return }
        let path = folder(of: job, attempt: attempt)
        Thread.detachNewThread { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Frames that a server left which was killed before it could tidy up. A folder with content stays.
    func tidyAll() {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: configuration.data.workspaces)) ?? []
        for name in folders { rmdir("\(configuration.data.workspaces)/\(name)") }
    }

    /// - Parameters:
    ///   - secrets: those that the job may have.
    ///   - token: the job's own, for our API.
    func launch(
        _ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret], token: Secret?
    ) async throws(ExecutorError) {
        var secrets = secrets
        // Nobody's secret of that name may stand in for it, with more rights than the job's.
        secrets[JobTokenMaker.secretName] = token
        try await executor.start(directory, plan: plan, secrets: secrets)
    }
}
