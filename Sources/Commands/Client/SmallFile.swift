import Glibc

/// Reads files that a user names, never more of them than makes sense.
enum SmallFile {
    /// - Throws: ``CommandError`` with the path and the reason.
    static func read(_ path: String, maximum: Int) throws(CommandError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= maximum else {
                throw CommandError(.couldNotRead, "\(path) is larger than \(maximum) bytes")
            }
        }
    }

    private static func failure(_ path: String) -> CommandError {
        CommandError(.couldNotRead, "cannot read \(path): \(String(cString: strerror(errno)))")
    }

    /// Puts a whole file in place: a crash leaves the old one or the new one.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(CommandError) {
        let temporary = "\(path).\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw unwritable(path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        // The user's mask must not take the right to execute from a hook.
        let isWritten = rest.isEmpty && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
            let error = unwritable(path)
            unlink(temporary)
            throw error
        }
    }

    private static func unwritable(_ path: String) -> CommandError {
        CommandError(.couldNotWrite, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
