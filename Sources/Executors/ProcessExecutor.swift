import CProcess
public import Core
import Foundation
import Glibc
public import JobProtocol

/// Starts a supervisor on this machine, in a session of its own, so that it outlives us.
///
/// The child gets a small clean environment: what the server was started with (tokens among it) is none of a job's business.
/// Secrets go through a pipe on its standard input. The parent's `SIGCHLD` should be ignored so that ended supervisors are
/// reaped by the kernel; the end of a job is learned from its directory.
public struct ProcessExecutor: Executor {
    /// Absolute path of `anneal-supervisor`.
    public var supervisor: String

    /// What a job may see of the server's own environment.
    private static let passedOn = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SHELL"]

    public init(supervisor: String) {
        self.supervisor = supervisor
    }

    public func start(
        _ directory: JobDirectory, plan: JobPlan, secrets: [String: Secret]
    ) async throws(ExecutorError) {
        guard access(supervisor, X_OK) == 0 else {
            throw ExecutorError(
                .missingSupervisor, "there is no supervisor at \(supervisor): build or install it beside anneal")
        }
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0, fcntl(pipe[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw Self.system("no pipe for secrets")
        }
        let log = open(directory.path + "/supervisor.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else {
            close(pipe[0])
            close(pipe[1])
            throw Self.system("cannot write into \(directory.path)")
        }
        defer { close(log) }
        let started = spawn(directory, input: pipe[0], log: log)
        close(pipe[0])
        guard started else {
            close(pipe[1])
            throw Self.system("cannot start \(supervisor)")
        }
        Self.send(secrets, to: pipe[1])
    }

    private func spawn(_ directory: JobDirectory, input: Int32, log: Int32) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        let passed = Self.passedOn.compactMap { name in environment[name].map { "\(name)=\($0)" } }
        return withCStrings([supervisor, directory.path]) { arguments in
            withCStrings(passed) { variables in
                supervisor.withCString { executable in
                    var request = process_spawn_request(
                        executable: executable, arguments: arguments, environment: variables, directory: nil,
                        standard_input: input, standard_output: log, standard_error: log)
                    var stage = PROCESS_SPAWN_NONE
                    return process_spawn(&request, &stage) > 0
                }
            }
        }
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

    private static func system(_ what: String) -> ExecutorError {
        ExecutorError(.system, "\(what): \(String(cString: strerror(errno)))")
    }
}

/// A null-terminated array of C strings, for as long as `body` runs.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("an array with a nil at its end has a base") }
        return body(base)
    }
}
