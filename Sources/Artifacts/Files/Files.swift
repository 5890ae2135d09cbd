import Glibc

/// Small files of our own, read and written whole.
enum Files {
    /// A record is well under a kilobyte.
    private static let largest = 1 << 20

    static func read(_ path: String) throws(ArtifactsError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("read", path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor, &room, room.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .system("read", path) }
            if count == 0 { return bytes }
            bytes += room[..<count]
            guard bytes.count <= largest else { throw ArtifactsError(.tooLarge, "\(path) is too large for a record") }
        }
    }

    /// Readers see the old content or the new, never a part; synced, so that a power cut does not leave an empty file.
    static func replace(_ path: String, with bytes: [UInt8]) throws(ArtifactsError) {
        let draft = path + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("write", draft) }
        defer { close(descriptor) }
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(ArtifactsError) in try write(buffer, to: descriptor, draft) }
        }
        .get()
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw .system("write", path) }
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String) throws(ArtifactsError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system("write", path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }
}
