import Glibc

/// A folder that an archive is unpacked into. Below it no symbolic link is followed, so that no entry is written outside,
/// whatever the archive holds and whatever lies there already.
final class ArchiveFolder {
    private let root: Int32
    private let path: String
    /// The folders that are open, from the root down.
    private var open: [(name: [UInt8], descriptor: Int32)] = []

    /// - Parameter path: made when missing; links in it are followed, it is the caller's own.
    init(_ path: String) throws(ArtifactsError) {
        try Folders.make(path, mode: 0o755)
        root = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.path = path
        guard root >= 0 else { throw .system("open the folder", path) }
    }

    deinit {
        for folder in open { close(folder.descriptor) }
        if root >= 0 { close(root) }
    }

    /// Splits an entry's name, refusing what would not be a name below this folder.
    static func parts(of name: some Sequence<UInt8>) throws(ArtifactsError) -> [[UInt8]] {
        let parts = Array(name).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        for part in parts {
            guard !part.isEmpty, part.count <= 255, !part.contains(0), part != [0x2E], part != [0x2E, 0x2E] else {
                throw ArtifactsError(
                    .hostileArchive,
                    "the archive has an entry \(String(decoding: Array(name), as: UTF8.self).debugDescription), which leads out of its folder"
                )
            }
        }
        guard parts.count <= 200 else { throw ArtifactsError(.hostileArchive, "the archive has folders 200 deep") }
        return parts
    }

    func makeFolder(_ parts: [[UInt8]]) throws {
        _ = try folder(parts)
    }

    /// - Parameter fill: writes the content to a descriptor.
    func write(_ parts: [[UInt8]], entry: TarEntry, fill: (Int32) throws -> Void) throws {
        let (folder, name) = try place(parts)
        try remove(name, in: folder, parts)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = openat(folder, name, flags, 0o600)
        guard file >= 0 else { throw failure("write", parts) }
        defer { close(file) }
        try fill(file)
        let moment = timespec(tv_sec: Int(entry.modified), tv_nsec: 0)
        let times = [moment, moment]
        guard fchmod(file, mode_t(entry.mode & 0o777)) == 0, futimens(file, times) == 0 else {
            throw failure("finish", parts)
        }
    }

    func link(_ parts: [[UInt8]], to target: [UInt8]) throws {
        guard !target.isEmpty, !target.contains(0) else {
            throw ArtifactsError(.hostileArchive, "the archive has a symbolic link to nothing")
        }
        let (folder, name) = try place(parts)
        try remove(name, in: folder, parts)
        guard symlinkat(target.map { CChar(bitPattern: $0) } + [0], folder, name) == 0 else {
            throw failure("link", parts)
        }
    }

    private func place(_ parts: [[UInt8]]) throws -> (folder: Int32, name: [CChar]) {
        let folder = try folder(Array(parts.dropLast()))
        return (folder, (parts.last ?? []).map { CChar(bitPattern: $0) } + [0])
    }

    /// Opens the folder that the names lead to, making what is missing.
    private func folder(_ parts: [[UInt8]]) throws -> Int32 {
        var shared = 0
        while shared < open.count, shared < parts.count, open[shared].name == parts[shared] { shared += 1 }
        while open.count > shared { close(open.removeLast().descriptor) }
        for index in shared..<parts.count {
            let parent = open.last?.descriptor ?? root
            let name = parts[index].map { CChar(bitPattern: $0) } + [0]
            guard mkdirat(parent, name, 0o755) == 0 || errno == EEXIST else { throw failure("make", parts) }
            let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else {
                guard errno == ELOOP || errno == ENOTDIR else { throw failure("open", parts) }
                throw ArtifactsError(
                    .hostileArchive,
                    "\(path)\(Array(parts[...index]).text) is a link or a file, and the archive would write through it")
            }
            open.append((parts[index], descriptor))
        }
        return open.last?.descriptor ?? root
    }

    private func remove(_ name: [CChar], in folder: Int32, _ parts: [[UInt8]]) throws {
        guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw failure("replace", parts) }
    }

    private func failure(_ action: String, _ parts: [[UInt8]]) -> ArtifactsError {
        .system(action, path + parts.text)
    }
}
