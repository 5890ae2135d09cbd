import CProcess
import Core
import Executors
import Foundation
import Glibc
import JobProtocol
import Testing

/// A job in a directory of its own, prepared as the engine does it and started by an executor.
final class TestJob {
    private(set) var executor: any Executor
    let directory: JobDirectory
    let plan: JobPlan
    let root: String
    let attemptFolder: String
    private let gate: String
    /// Held open at both ends, so that opening never blocks a step and reading does.
    private let pipe: Int32
    private let inotify: Int32

    init(_ kind: ExecutorKind, _ behaviour: Behaviour, executor: (any Executor)? = nil) throws {
        self.executor = try executor ?? kind.executor()
        root = NSTemporaryDirectory() + "executor-\(UUID().uuidString)"
        directory = JobDirectory(root: root + "/jobs", job: JobID(1), attempt: 1)
        attemptFolder = root + "/workspaces/1-1"
        gate = root + "/gate"
        plan = JobPlan(
            run: RunID(1), job: JobID(1), attempt: 1, name: "job",
            steps: [
                StepPlan(id: "work", work: .run(script: behaviour.script, shell: nil, workingDirectory: nil))
            ], environment: [[NamedText("GATE", gate)] + behaviour.variables(gate: gate)],
            outputs: behaviour.outputs, contexts: [:], defaults: RunDefaults(), timeout: 3600, grace: 60,
            workspace: JobPlan.Workspace(
                path: attemptFolder + "/work", temporary: attemptFolder + "/temp", toolCache: root + "/tools",
                policy: .remove),
            source: nil, seed: 7, executable: "/bin/false")
        try plan.write(to: directory)
        for path in [directory.journal, directory.alive, directory.control, directory.log] {
            try Data().write(to: URL(fileURLWithPath: path))
        }
        try #require(mkfifo(gate + ".pipe", 0o600) == 0)
        pipe = open(gate + ".pipe", O_RDWR | O_NONBLOCK | O_CLOEXEC)
        inotify = process_inotify_open()
        try #require(pipe >= 0 && inotify >= 0)
        for path in [directory.path, directory.journal, directory.alive] {
            try #require(process_inotify_watch(inotify, path) >= 0)
        }
    }

    deinit {
        release()
        close(pipe)
        close(inotify)
        try? FileManager.default.removeItem(atPath: root)
    }

    /// As when whoever started the job is gone: of the dummy nothing can be.
    func forgetExecutor() { executor = DummyExecutor() }

    func start(secrets: [String: Secret] = [:]) async throws {
        try await executor.start(directory, plan: plan, secrets: secrets)
    }

    /// Lets a job go that waits.
    func release() {
        _ = FileManager.default.createFile(atPath: gate, contents: nil)
        _ = write(pipe, "go\n", 3)
    }

    func cancel() throws { try ControlFile.append(.cancel(reason: "enough"), to: directory) }

    var isAlive: Bool { executor.isAlive(directory) }

    func facts() throws -> [JobFact] {
        var reader = JournalReader(directory)
        return try reader.read()
    }

    /// The final fact, after whoever wrote it is gone.
    func end() throws -> (conclusion: Conclusion, outputs: [String: String], exitCode: Int?) {
        try wait("the end of the job") { try self.isOver() && !self.isAlive }
        guard case .finished(let conclusion, let outputs, _, let exitCode)? = try facts().last?.what else {
            throw JobProtocolError(.malformed, "no final fact", path: directory.journal)
        }
        return (conclusion, outputs, exitCode)
    }

    func hasStarted() throws -> Bool { try !facts().isEmpty }

    private func isOver() throws -> Bool {
        if case .finished? = try facts().last?.what { true } else { false }
    }

    /// A process that a step left behind, by the number it wrote down.
    func leftProcess() throws -> pid_t? {
        guard let text = try? String(contentsOfFile: gate + ".pid", encoding: .utf8) else { return nil }
        return pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Looks whenever something happens in the job's directory. Of a process that is killed Linux tells the closing of its
    /// files an instant before it frees the lock, so it looks now and then without being told, too.
    func wait(_ what: String, until condition: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            _ = process_inotify_drain(inotify)
            if try condition() { return }
            guard ContinuousClock.now < deadline else {
                throw JobProtocolError(.malformed, "waited in vain for \(what): \(try facts())", path: directory.path)
            }
            var polled = pollfd(fd: inotify, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, 50)
        }
    }
}
