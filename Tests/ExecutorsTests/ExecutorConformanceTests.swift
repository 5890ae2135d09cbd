import Core
import Executors
import Foundation
import Glibc
import JobProtocol
import Testing

/// What every executor promises, whatever it starts jobs with.
struct ExecutorConformanceTests {
    @Test(arguments: ExecutorKind.allCases)
    func `a job that was started tells its life in its journal, from the first fact to the last`(
        kind: ExecutorKind
    ) async throws {
        let job = try TestJob(kind, .succeeds)
        try await job.start()
        #expect(try job.end().conclusion == .success)
        let facts = try job.facts()
        #expect(facts.map(\.sequence) == Array(1...facts.count))
        guard case .started? = facts.first?.what else {
            Issue.record("the first fact is \(String(describing: facts.first))")
            return
        }
        #expect(facts.contains { $0.what == .stepsFinished })
        #expect(
            facts.contains { if case .stepFinished(let result) = $0.what { result.outcome == .success } else { false } }
        )
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a job is alive from its first fact to its last, and not before or after`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .waits)
        #expect(!job.isAlive)
        try await job.start()
        try job.wait("the first fact") { try job.hasStarted() }
        #expect(job.isAlive)
        job.release()
        #expect(try job.end().conclusion == .success)
        #expect(!job.isAlive)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a failure comes with its exit code`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .fails(exitCode: 7))
        try await job.start()
        let end = try job.end()
        #expect(end.conclusion == .failure)
        #expect(end.exitCode == 7)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `outputs are handed on`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .handsOn)
        try await job.start()
        #expect(try job.end().outputs == ["greeting": "hello"])
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a cancel in the control file ends the job`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .waits)
        try await job.start()
        try job.wait("the step") {
            try job.facts().contains { if case .stepStarted = $0.what { true } else { false } }
        }
        try job.cancel()
        #expect(try job.end().conclusion == .cancelled)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a cancel that is there before the job begins is not overlooked`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .waits)
        try job.cancel()
        try await job.start()
        #expect(try job.end().conclusion == .cancelled)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a job whose supervisor dies is not alive and has no last word`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .vanishes)
        try await job.start()
        try job.wait("the death") { try job.hasStarted() && !job.isAlive }
        #expect(try !job.facts().contains { if case .finished = $0.what { true } else { false } })
    }

    @Test(arguments: ExecutorKind.allCases)
    func `what a dead supervisor left is gone after the clear-up`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .vanishes)
        try await job.start()
        try job.wait("the death") { try job.hasStarted() && !job.isAlive }
        await job.executor.clearUp(job.directory, workspace: job.attemptFolder)
        let memory = try #require(job.directory.memoryFolder)
        #expect(!FileManager.default.fileExists(atPath: memory))
        if let left = try job.leftProcess() {
            // A killed process stays visible until whoever adopted it has waited for it.
            let state = try? String(contentsOfFile: "/proc/\(left)/stat", encoding: .utf8)
            let letter = state?.split(separator: ")").last?.split(separator: " ").first
            #expect(letter == nil || letter == "Z" || letter == "X", "\(left) is still there: \(state ?? "")")
        } else {
            #expect(kind == .dummy, "only the dummy starts no process")
        }
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a clear-up with nothing left returns, and touches no other job`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .waits)
        try await job.start()
        try job.wait("the first fact") { try job.hasStarted() }
        await job.executor.clearUp(job.directory, workspace: job.root + "/workspaces/1-2")
        #expect(job.isAlive)
        job.release()
        #expect(try job.end().conclusion == .success)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a directory that is started twice is worked on once`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .waits)
        try await job.start()
        try await job.start()
        try job.wait("the first fact") { try job.hasStarted() }
        job.release()
        #expect(try job.end().conclusion == .success)
        try await job.start()
        let starts = try job.facts().count { if case .started = $0.what { true } else { false } }
        #expect(starts == 1)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `a start that is refused says why and leaves no fact`(kind: ExecutorKind) async throws {
        let job: TestJob
        switch kind {
        case .dummy: job = try TestJob(kind, .succeeds, executor: RefusingDummy())
        case .process:
            job = try TestJob(kind, .succeeds, executor: ProcessExecutor(supervisor: "/nonexistent/anneal-supervisor"))
        }
        let error = await #expect(throws: ExecutorError.self) { try await job.start() }
        #expect(error?.message.isEmpty == false)
        #expect(try job.facts().isEmpty)
        #expect(!job.isAlive)
    }

    @Test(arguments: ExecutorKind.allCases)
    func `no secret lies in the directory, however large`(kind: ExecutorKind) async throws {
        let job = try TestJob(kind, .succeeds)
        let value = String(repeating: "hush-", count: 40_000)
        try await job.start(secrets: ["LARGE": Secret(value), "SMALL": Secret("hush-hush")])
        _ = try job.end()
        for name in try FileManager.default.contentsOfDirectory(atPath: job.directory.path) {
            let content = try Data(contentsOf: URL(fileURLWithPath: job.directory.path + "/" + name))
            #expect(content.range(of: Data("hush-".utf8)) == nil, "\(name) holds a secret")
        }
    }
}

/// The dummy as a job's variables tell it to be.
private struct RefusingDummy: Executor {
    func start(_ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]) async throws(ExecutorError) {
        var refused = plan
        refused.environment.append([NamedText("ANNEAL_DUMMY_REFUSE", "there is no room")])
        try await DummyExecutor().start(directory, plan: refused, secrets: secrets)
    }
}
