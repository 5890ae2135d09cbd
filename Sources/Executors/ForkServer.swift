import CProcess
import Core
import Foundation
import Glibc
import JobProtocol
import Synchronization

/// The fork server of an executor: a process started with the first job, and again when it has died.
///
/// It ends when this object, or our process, is gone.
final class ForkServer: Sendable {
    /// Absolute path of `anneal-supervisor`.
    private let executable: String
    /// Seconds.
    private let patience: Int

    private let socket = Mutex<Int32?>(nil)

    /// What a job may see of the server's own environment.
    private static let passedOn = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SHELL"]

    /// As much of a job directory's path as ps may show.
    private static let shownPath = 400

    init(executable: String, patience: Int) {
        self.executable = executable
        self.patience = patience
    }

    deinit {
        socket.withLock { disconnect(&$0) }
    }

    /// Has a supervisor made. When the fork server dies before it answers, another one makes a second supervisor: of two in
    /// one directory only one works.
    func fork(_ request: ForkChannel.Request) throws(ExecutorError) {
        try socket.withLock { socket throws(ExecutorError) in
            var reason: Int32 = 0
            for _ in 1...2 {
                let channel = ForkChannel(try connected(&socket))
                do throws(ForkChannel.Failure) {
                    _ = try channel.fork(request)
                    return
                } catch {
                    switch error {
                    case .refused(let number): throw .system("cannot make a supervisor", number)
                    case .silent(let number): reason = number
                    }
                    disconnect(&socket)
                }
            }
            throw .system("\(executable) does not make supervisors", reason)
        }
    }

    private func connected(_ socket: inout Int32?) throws(ExecutorError) -> Int32 {
        if let socket { return socket }
        guard access(executable, X_OK) == 0 else {
            throw ExecutorError(
                .missingSupervisor, "there is no supervisor at \(executable): build or install it beside anneal")
        }
        var ends: [Int32] = [-1, -1]
        guard process_message_sockets(&ends, Int32(patience)) == 0 else { throw .system("no socket for supervisors") }
        defer { close(ends[1]) }
        guard spawn(over: ends[1]) else {
            let reason = errno
            close(ends[0])
            throw .system("cannot start \(executable)", reason)
        }
        socket = ends[0]
        return ends[0]
    }

    private func disconnect(_ socket: inout Int32?) {
        if let socket { close(socket) }
        socket = nil
    }

    private func spawn(over socket: Int32) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        let passed = Self.passedOn.compactMap { name in environment[name].map { "\(name)=\($0)" } }
        // The last one is room for the job directory, which a fork shows there.
        let arguments = [executable, ForkChannel.argument, String(repeating: " ", count: Self.shownPath)]
        return withCStrings(arguments) { arguments in
            withCStrings(passed) { variables in
                executable.withCString { path in
                    var request = process_spawn_request(
                        executable: path, arguments: arguments, environment: variables, directory: nil,
                        standard_input: socket, standard_output: STDERR_FILENO, standard_error: STDERR_FILENO)
                    var stage = PROCESS_SPAWN_NONE
                    return process_spawn(&request, &stage) > 0
                }
            }
        }
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
