import CProcess
import Core
import Executors
import Foundation
import Glibc
import JobProtocol
import Testing

/// The process that supervisors are forked from: what happens to it must not happen to jobs.
struct ForkServerTests {
    @Test
    func `one that was killed is replaced, and the supervisor that it made goes on`() async throws {
        let executor = try ExecutorKind.process.executor()
        let first = try TestJob(.process, .waits, executor: executor)
        let forkServer = try await start(first)
        try #require(kill(forkServer, SIGKILL) == 0)
        try await end(of: forkServer)
        let second = try TestJob(.process, .succeeds, executor: executor)
        try await second.start()
        #expect(try second.end().conclusion == .success)
        first.release()
        #expect(try first.end().conclusion == .success)
    }

    @Test
    func `one that was stopped is replaced when it does not answer`() async throws {
        let executor = try ExecutorKind.process.executor(patience: 1)
        let first = try TestJob(.process, .waits, executor: executor)
        let forkServer = try await start(first)
        try #require(kill(forkServer, SIGSTOP) == 0)
        let second = try TestJob(.process, .waits, executor: executor)
        try await second.start()
        // It takes up the request it did not answer, and ends when it finds nobody to answer to.
        try #require(kill(forkServer, SIGCONT) == 0)
        try await end(of: forkServer)
        second.release()
        #expect(try second.end().conclusion == .success)
        let starts = try second.facts().count { if case .started = $0.what { true } else { false } }
        #expect(starts == 1)
        first.release()
        #expect(try first.end().conclusion == .success)
    }

    @Test
    func `it ends with whoever started it, and the supervisor that it made goes on`() async throws {
        let job = try TestJob(.process, .waits)
        let forkServer = try await start(job)
        job.forgetExecutor()
        try await end(of: forkServer)
        job.release()
        #expect(try job.end().conclusion == .success)
    }

    @Test
    func `ps shows the job directory of a supervisor`() async throws {
        let job = try TestJob(.process, .waits)
        try await job.start()
        try job.wait("the first fact") { try job.hasStarted() }
        let line = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(supervisor(of: job))/cmdline"))
        let arguments = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(arguments == ["anneal-supervisor", job.directory.path])
        job.release()
    }

    @Test
    func `a supervisor has no descriptor of the fork server's, and the signals of a new process`() async throws {
        let job = try TestJob(.process, .waits)
        let forkServer = try await start(job)
        let supervisor = try supervisor(of: job)
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(forkServer)/fd/0")
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(supervisor)/fd") {
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(supervisor)/fd/\(name)")
            #expect(target != own, "descriptor \(name) is the fork server's socket")
        }
        let status = try String(contentsOfFile: "/proc/\(supervisor)/status", encoding: .utf8)
        let ignored = try #require(status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") })
        let mask = try #require(UInt64(ignored.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16))
        #expect(mask & (1 << UInt64(SIGCHLD - 1)) == 0, "a supervisor has to learn of its children's end")
        job.release()
        #expect(try job.end().conclusion == .success)
    }

    // MARK: Looking

    /// - Returns: the fork server's pid.
    private func start(_ job: TestJob) async throws -> pid_t {
        try await job.start()
        try job.wait("the first fact") { try job.hasStarted() }
        let status = try String(contentsOfFile: "/proc/\(supervisor(of: job))/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("PPid:") })
        return try #require(pid_t(line.dropFirst(5).trimmingCharacters(in: .whitespaces)))
    }

    private func supervisor(of job: TestJob) throws -> pid_t {
        guard case .started(let pid, _)? = try job.facts().first?.what else {
            throw JobProtocolError(.malformed, "no first fact", path: job.directory.journal)
        }
        return pid
    }

    private func end(of process: pid_t) async throws {
        let descriptor = process_pidfd_open(process)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&polled, 1, 60_000) == 1, "process \(process) does not end")
    }
}
