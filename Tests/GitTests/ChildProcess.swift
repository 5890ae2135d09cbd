import Glibc
import Synchronization
import Testing

/// A program started by a test. Not Foundation's `Process`: it learns of an exit through a socket that children started
/// at the same moment inherit, so a server among them keeps everybody waiting.
final class ChildProcess: Sendable {
    /// Held from making pipes to starting the program, so that no other child inherits them.
    private static let spawning = Mutex(())

    let pid: pid_t
    private let input: Int32
    private let output: Int32
    private let errors: Int32

    /// - Parameter arguments: the first is the program, looked up on the PATH.
    init(_ arguments: [String], environment: [String: String]) throws {
        let (pid, ends) = try Self.spawning.withLock { _ in
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            var (ours, theirs): ([Int32], [Int32]) = ([], [])
            for number: Int32 in 0..<3 {
                var ends: [Int32] = [0, 0]
                try #require(pipe(&ends) == 0)
                for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                let child = number == 0 ? 0 : 1
                ours.append(ends[1 - child])
                theirs.append(ends[child])
                posix_spawn_file_actions_adddup2(&actions, ends[child], number)
            }
            defer { for end in theirs { close(end) } }
            var argv = arguments.map { strdup($0) } + [nil]
            var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
            defer { for pointer in argv + envp { free(pointer) } }
            var pid: pid_t = 0
            try #require(posix_spawnp(&pid, arguments[0], &actions, nil, &argv, &envp) == 0, "start \(arguments)")
            return (pid, ours)
        }
        (self.pid, input, output, errors) = (pid, ends[0], ends[1], ends[2])
    }

    /// Feeds the program and waits for its end.
    func finish(input bytes: [UInt8]) -> (status: Int32, output: [UInt8], errors: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count <= 0 { break }
            rest = rest.dropFirst(count)
        }
        close(input)
        let printed = Self.readAll(output)
        let complaint = Self.readAll(errors)
        close(output)
        close(errors)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return (status, printed, complaint)
    }

    /// The first line that the program prints.
    func firstLine() -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    func kill() {
        Glibc.kill(pid, SIGKILL)
        _ = finish(input: [])
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &room, room.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return bytes }
            bytes += room.prefix(count)
        }
    }
}
