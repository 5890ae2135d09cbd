import Core
import Glibc
import JobProtocol
import OrderedCollections

/// What comes before the first step and after the last: secrets, plan, folders; and the folders again.
struct JobSetup {
    let directory: JobDirectory
    let journal: JobJournal
    let loop: EventLoop

    /// - Throws: when the job can't be set up, or its journal not be written.
    func run(secretsFrom descriptor: Int32) throws -> JobRunner.Outcome {
        let secrets = try SecretInput.read(from: descriptor)
        let plan = try JobPlan(readFrom: directory)
        let host = HostFacts.probe()
        let log = try JobLog(directory)
        try journal.append(.started(pid: getpid(), host: host))

        let patterns = SecretPatterns()
        try mask(secrets, with: patterns)
        try prepareFolders(plan.workspace)
        let folder = try CommandFolder.make(for: directory, otherwise: plan.workspace.temporary + "/_anneal")
        let event = plan.contexts["github"]?["event"] ?? .emptyObject
        let eventPath = try folder.create("event.json", event.json(indent: 2))
        let contexts = JobContexts(plan: plan, secrets: secrets, eventPath: eventPath, host: host.hostname)
        let runner = JobRunner(
            directory: directory, plan: plan, journal: journal, log: log, loop: loop, patterns: patterns,
            folder: folder, contexts: contexts)
        var outcome = try runner.run()
        for complaint in loop.complaints {
            try journal.annotate(Annotation(level: .warning, message: complaint, step: 0))
        }
        cleanUp(plan.workspace, folder, after: &outcome)
        log.synchronize()
        if let failure = log.failure, outcome.conclusion != .setupFailure {
            outcome.conclusion = .setupFailure
            outcome.reason = failure
        }
        return outcome
    }

    /// Secrets that turn something on, and whose value is `true`: no secret, and in half of all logs.
    private static let switches: Set<String> = ["ACTIONS_STEP_DEBUG", "ACTIONS_RUNNER_DEBUG"]

    private func mask(_ secrets: OrderedDictionary<String, Value>, with patterns: SecretPatterns) throws {
        for (name, value) in secrets {
            guard let text = value.string, !text.isEmpty, !Self.switches.contains(name.uppercased()) else { continue }
            switch patterns.add(text) {
            case .masked: break
            case .tooShort:
                try journal.annotate(
                    Annotation(
                        level: .warning,
                        message: "the secret \(name) is not masked in the log: it is shorter than "
                            + "\(SecretPatterns.minimumLength) bytes, which stand everywhere", step: 0))
            case .tooMany:
                throw SupervisionError(
                    .secrets, "the secrets are too big to be masked; \(name) and what follows it must shrink")
            }
        }
    }

    private func prepareFolders(_ workspace: JobPlan.Workspace) throws {
        for path in [workspace.path, workspace.temporary, workspace.toolCache] where !path.hasPrefix("/") {
            throw SupervisionError(.workspace, "the plan's folder `\(path)` is not absolute")
        }
        for path in [workspace.path, workspace.temporary] {
            try FolderTree.empty(path)
            try FolderTree.make(path)
        }
        try FolderTree.make(workspace.toolCache)
    }

    /// A folder that can't be removed doesn't change how the job ended; it is said beside it.
    private func cleanUp(
        _ workspace: JobPlan.Workspace, _ folder: CommandFolder, after outcome: inout JobRunner.Outcome
    ) {
        let isKept =
            switch workspace.policy {
            case .remove: false
            case .keep: true
            case .keepOnFailure: outcome.conclusion != .success
            }
        for path in [folder.path, workspace.temporary] + (isKept ? [] : [workspace.path]) {
            do {
                try FolderTree.remove(path)
            } catch {
                let message = "\(error)"
                outcome.reason = outcome.reason.map { $0 + "; " + message } ?? message
            }
        }
    }
}
