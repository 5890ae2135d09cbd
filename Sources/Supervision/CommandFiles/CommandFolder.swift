import CProcess
import Glibc

/// The folder with the command files and scripts of a job's steps.
///
/// It lies where the job can write, so nothing in it is trusted: files are reached from the folder's open descriptor,
/// not by path, a symbolic link is not followed, and no more than a limit is read.
final class CommandFolder {
    let path: String
    private let folder: FileDescriptor

    /// - Parameter path: must not be there yet.
    init(_ path: String) throws {
        self.path = path
        guard mkdir(path, 0o700) == 0 else { throw SupervisionError.system("make the folder \(path)", .workspace) }
        folder = FileDescriptor(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        guard folder.number >= 0 else { throw SupervisionError.system("open the folder \(path)", .workspace) }
    }

    /// Makes a file that was not there, with this content.
    func create(_ name: String, _ content: String = "") throws -> String {
        let file = FileDescriptor(
            openat(folder.number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600))
        guard file.number >= 0 else { throw SupervisionError.system("make the file \(path)/\(name)", .workspace) }
        var rest = Array(content.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SupervisionError.system("write the file \(path)/\(name)", .workspace) }
            rest = rest.dropFirst(count)
        }
        return path + "/" + name
    }

    /// The content of a file the job may have changed; empty when it was removed.
    func read(_ name: String, called variable: String) throws -> [UInt8] {
        let file = FileDescriptor(openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
        if file.number < 0 && errno == ENOENT { return [] }
        var status = stat()
        guard file.number >= 0, fstat(file.number, &status) == 0, process_is_regular(status.st_mode) else {
            throw SupervisionError(.commandFile, "the file $\(variable) was replaced by something that is no file")
        }
        let limit = CommandFile.maximumBytes
        guard Int(status.st_size) <= limit else {
            throw SupervisionError(
                .commandFile, "the file $\(variable) has \(status.st_size) bytes; \(limit) are allowed")
        }
        return [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
            while filled < limit {
                let count = Glibc.read(file.number, buffer.baseAddress.map { $0 + filled }, limit - filled)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                filled += count
            }
        }
    }

    func remove(_ name: String) {
        unlinkat(folder.number, name, 0)
    }
}
