import Glibc
import Synchronization

/// Standard output and standard error, written through their descriptors: C's streams are not safe to share between tasks.
struct SystemOutput: CommandOutput {
    private static let lock = Mutex(())
    private let coloured: [Int32: Bool]

    /// Colours are for people: only on a terminal that knows them, and not when `NO_COLOR` is set (no-color.org).
    init(environment: [String: String]) {
        let wanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        coloured = [
            STDOUT_FILENO: wanted && isatty(STDOUT_FILENO) == 1,
            STDERR_FILENO: wanted && isatty(STDERR_FILENO) == 1
        ]
    }

    func isColoured(_ stream: OutputStream) -> Bool { coloured[stream.descriptor] ?? false }

    func write(_ bytes: [UInt8], to stream: OutputStream) {
        Self.lock.withLock { _ in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(stream.descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                // The reader has seen enough (`| head`): end without a word, with the code a shell gives for SIGPIPE.
                if count < 0, errno == EPIPE { exit(128 + SIGPIPE) }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

extension OutputStream {
    fileprivate var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }
}
