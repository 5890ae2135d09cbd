import Glibc

/// Files as one compressed archive.
enum Archive {
    struct Item {
        /// In the archive.
        var name: [UInt8]
        /// On disk: the names from `/` down.
        var path: [[UInt8]]
        var status: stat
    }

    /// More is no artifact and no cache; an archive of a few kilobytes can spell petabytes.
    static let mostBytes: Int64 = 256 << 30

    /// - Parameter level: of gzip, 0 to 9.
    /// - Returns: how many bytes the files have.
    static func pack(_ items: [Item], to path: String, level: Int) throws -> Int64 {
        let gzip = try GzipWriter(path, level: level)
        let writer = TarWriter { try gzip.write($0) }
        var total: Int64 = 0
        for item in items {
            switch item.status.st_mode & S_IFMT {
            case S_IFDIR: try writer.add(entry(item, .folder, item.status))
            case S_IFLNK:
                var target = [CChar](repeating: 0, count: 4096)
                let count = readlink(item.path.systemPath, &target, target.count)
                guard count > 0 else { continue }
                try writer.add(
                    entry(item, .link(target: target.prefix(count).map { UInt8(bitPattern: $0) }), item.status))
            case S_IFREG:
                let file = open(item.path.systemPath, O_RDONLY | O_CLOEXEC)
                guard file >= 0 else { throw ArtifactsError.system("read", item.path.text) }
                defer { close(file) }
                var status = stat()
                guard fstat(file, &status) == 0 else { throw ArtifactsError.system("read", item.path.text) }
                total += Int64(status.st_size)
                try writer.add(entry(item, .file(size: Int64(status.st_size)), status)) { write in
                    try copy(file, count: Int64(status.st_size), item.path.text, write)
                }
            default: continue  // Sockets and pipes have no content.
            }
        }
        try writer.finish()
        try gzip.finish()
        return total
    }

    /// - Parameters:
    ///   - descriptor: of a compressed archive; taken over.
    ///   - place: where an entry goes; nil leaves it out.
    /// - Returns: how many files came out.
    @discardableResult
    static func unpack(
        _ descriptor: Int32, name: String, allowsLinks: Bool,
        place: (TarEntry) throws -> (folder: ArchiveFolder, parts: [[UInt8]])?
    ) throws -> Int {
        let gzip = try GzipReader(descriptor, name: name)
        var reader = TarReader { try gzip.read(into: $0) }
        var (files, total) = (0, Int64(0))
        while let entry = try reader.next() {
            guard let (folder, parts) = try place(entry) else { continue }
            switch entry.kind {
            case .folder: try folder.makeFolder(parts)
            case .link(let target):
                guard allowsLinks else {
                    throw ArtifactsError(.hostileArchive, "the archive has a symbolic link, and may not have one")
                }
                try folder.link(parts, to: target)
            case .file(let size):
                total += size
                guard total <= mostBytes else {
                    throw ArtifactsError(.tooLarge, "the archive has more than \(mostBytes >> 30) GiB of files")
                }
                try folder.write(parts, entry: entry) { file in
                    try reader.content { try Files.write($0, to: file, parts.text) }
                }
                files += 1
            }
        }
        return files
    }

    private static func entry(_ item: Item, _ kind: TarEntry.Kind, _ status: stat) -> TarEntry {
        TarEntry(
            name: item.name, kind: kind, mode: UInt32(status.st_mode & 0o777), modified: Int64(status.st_mtim.tv_sec))
    }

    /// Exactly `count` bytes: a file that shrinks meanwhile fails, one that grows is cut.
    private static func copy(
        _ file: Int32, count: Int64, _ name: String, _ write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var rest = count
        while rest > 0 {
            let got = read(file, buffer.baseAddress, Int(min(rest, Int64(buffer.count))))
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw ArtifactsError.system("read", name) }
            if got == 0 { return }
            rest -= Int64(got)
            try write(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
        }
    }
}
