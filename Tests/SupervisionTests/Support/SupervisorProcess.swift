import FoundationEssentials
import Glibc

/// The real supervisor, started as the server starts it.
final class SupervisorProcess {
    let pid: pid_t
    private let process: RunningProcess
    private let errors: String

    /// It is built into the folder that the tests' own executable lies in.
    private static func executable() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        guard let slash = own.lastIndex(of: "/") else { throw Failure("no path of the tests' executable") }
        return own[..<slash] + "/anneal-supervisor"
    }

    /// - Parameter input: what lies on its standard input.
    init(_ directory: String, input: String, scratch: Scratch) throws {
        let name = scratch.path + "/" + UUID().uuidString
        errors = name + ".errors"
        try input.write(toFile: name + ".input", atomically: false, encoding: .utf8)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name + ".input", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let executable = try Self.executable()
        var arguments = [strdup(executable), strdup(directory), nil]
        defer { for argument in arguments { free(argument) } }
        var started: pid_t = 0
        let result = posix_spawn(&started, executable, &actions, nil, &arguments, environ)
        guard result == 0 else { throw Failure("can't start the supervisor: \(String(cString: strerror(result)))") }
        pid = started
        process = try RunningProcess(started)
    }

    /// Waits for its end.
    ///
    /// - Returns: the exit code, or 128 and the signal, as a shell has it.
    func wait() throws -> Int {
        do {
            try process.awaitEnd("the supervisor")
        } catch {
            kill(pid, SIGKILL)
            throw error
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR { continue }
        return Int(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
    }

    /// What it said on its standard error.
    var complaint: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }
}
