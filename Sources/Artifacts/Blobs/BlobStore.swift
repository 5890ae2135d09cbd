import Core
import Crypto
import Glibc

/// Immutable content under `blobs/`, each once, however many records it belongs to.
struct BlobStore {
    let storage: Storage

    /// Lets `write` fill a new file, which becomes a blob when it is linked to a record.
    ///
    /// - Parameter write: gets the path of an empty file.
    func draft(_ write: (String) throws -> Void) throws -> BlobDraft {
        try Folders.make(storage.temporary)
        var template = Array((storage.temporary + "/blob-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw ArtifactsError.system("make a file in", storage.temporary) }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        do {
            try write(path)
            let blob = try Self.measure(descriptor, path)
            guard fsync(descriptor) == 0, fchmod(descriptor, 0o400) == 0 else {
                throw ArtifactsError.system("finish", path)
            }
            return BlobDraft(blob: blob, path: path)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Takes a draft in and gives a record its link to it. The lock is held: a blob that nobody has a link to yet could
    /// be removed as unused otherwise.
    func link(_ draft: BlobDraft, to record: String) throws(ArtifactsError) {
        let path = path(draft.blob)
        try Folders.make(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
        guard Glibc.link(draft.path, path) == 0 || errno == EEXIST else { throw .system("store", path) }
        unlink(record)
        guard Glibc.link(path, record) == 0 else { throw .system("store", record) }
    }

    /// Opens a blob for reading after checking that it holds what its name says.
    ///
    /// - Returns: a descriptor at the beginning, the caller's to close.
    func open(_ blob: Blob, at path: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArtifactsError.system("open", path) }
        do {
            guard try Self.measure(descriptor, path) == blob else {
                throw ArtifactsError(
                    .corrupt, "\(path) is damaged: it does not have the SHA-256 \(blob.digest) that it was stored with")
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    func path(_ blob: Blob) -> String { "\(storage.blobs)/\(blob.digest.prefix(2))/\(blob.digest)" }

    /// Removes a blob that no record has a link to. The lock is held.
    func removeIfUnused(_ blob: Blob) {
        var status = stat()
        let path = path(blob)
        guard lstat(path, &status) == 0, status.st_nlink == 1 else { return }
        unlink(path)
    }

    /// Leaves the descriptor at the beginning.
    static func measure(_ descriptor: Int32, _ path: String) throws -> Blob {
        lseek(descriptor, 0, SEEK_SET)
        var hash = SHA256()
        var size: Int64 = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw ArtifactsError.system("read", path) }
            if count == 0 { break }
            size += Int64(count)
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        lseek(descriptor, 0, SEEK_SET)
        return Blob(digest: hash.finalize().hexadecimal, size: size)
    }
}
