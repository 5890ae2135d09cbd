import Glibc

/// A named pipe between a test and a step: how each learns, without a clock, how far the other is.
///
/// The test holds both ends open, so that opening never blocks a step, and reading does until something is written.
final class Fifo {
    let path: String
    private let descriptor: Int32
    private var rest: [UInt8] = []

    init(_ path: String) throws {
        self.path = path
        guard mkfifo(path, 0o600) == 0 else { throw Failure("can't make \(path)") }
        descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("can't open \(path)") }
    }

    deinit { close(descriptor) }

    /// The next line, without its end.
    func line() throws -> String {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeFirst(end + 1) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            try awaitInput(descriptor, "a line in \(path)")
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 { rest += chunk[..<count] }
        }
    }

    func write(_ line: String) throws {
        let bytes = Array((line + "\n").utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure("can't write \(path)") }
    }
}
