public import Core
import Foundation
import Glibc
public import JobProtocol

/// Starts a supervisor on this machine, in a session of its own, so that it outlives us.
///
/// It is forked from a ``ForkServer``, which gets a small clean environment: what the server was started with (tokens among
/// it) is none of a job's business. Secrets go through a pipe on its standard input. The parent's `SIGCHLD` should be
/// ignored so that an ended fork server is reaped by the kernel; the end of a job is learned from its directory.
public struct ProcessExecutor: Executor {
    private let forkServer: ForkServer

    /// - Parameters:
    ///   - supervisor: absolute path of `anneal-supervisor`.
    ///   - patience: how long a fork may take, in seconds, which is less than a millisecond: a fork server that does not answer
    ///     is stopped, or the machine is.
    public init(supervisor: String, patience: Int = 30) {
        forkServer = ForkServer(executable: supervisor, patience: patience)
    }

    public func start(
        _ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]
    ) async throws(ExecutorError) {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0, pipe.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw .system("no pipe for secrets")
        }
        defer { close(pipe[0]) }
        do throws(ExecutorError) {
            let log = open(directory.path + "/supervisor.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard log >= 0 else { throw .system("cannot write into \(directory.path)") }
            defer { close(log) }
            try forkServer.fork(ForkChannel.Request(directory, secrets: pipe[0], output: log))
        } catch {
            close(pipe[1])
            throw error
        }
        Self.send(secrets, to: pipe[1])
    }

    /// Written from a thread of its own when it could block: a pipe holds 64 KiB, secrets may be more.
    private static func send(_ secrets: [String: Secret], to descriptor: Int32) {
        let bytes = secrets.isEmpty ? [] : Array(Value(secrets.mapValues { $0.reveal() }).json().utf8)
        let write: @Sendable () -> Void = {
            var offset = 0
            while offset < bytes.count {
                let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                offset += count
            }
            close(descriptor)
        }
        if bytes.count <= 65536 { write() } else { Thread(block: write).start() }
    }
}
