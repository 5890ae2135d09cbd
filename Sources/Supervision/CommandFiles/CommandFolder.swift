import CProcess
import Glibc
import JobProtocol

/// The folder with the command files and scripts of a job's steps.
///
/// It lies where the job can write, so nothing in it is trusted: files are reached from the folder's open descriptor,
/// not by path, a symbolic link is not followed, and no more than a limit is read.
final class CommandFolder {
    let path: String
    private let folder: FileDescriptor

    /// A folder in memory where there is one: a job makes and removes a handful of files for each step, and file systems
    /// on disks are slow at that.
    ///
    /// - Parameter path: on disk, for when there is none; must not be there yet.
    static func make(for directory: JobDirectory, otherwise path: String) throws -> CommandFolder {
        if let memory = directory.memoryFolder, hasRoom(memory), let folder = try? CommandFolder(emptying: memory) {
            return folder
        }
        guard mkdir(path, 0o700) == 0 else { throw SupervisionError.system("make the folder \(path)", .workspace) }
        return try CommandFolder(path)
    }

    private init(_ path: String) throws {
        self.path = path
        folder = FileDescriptor(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        guard folder.number >= 0 else { throw SupervisionError.system("open the folder \(path)", .workspace) }
    }

    /// One that may have been left by a supervisor that died. What somebody else put there in time is not taken.
    private convenience init(emptying path: String) throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw SupervisionError.system("make the folder \(path)", .workspace)
        }
        try self.init(path)
        var status = stat()
        guard fstat(folder.number, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw SupervisionError(.workspace, "the folder \(path) is not ours alone")
        }
        try FolderTree.empty(path)
    }

    /// Whether event, scripts and command files fit without others on the machine being starved: 64 MiB.
    private static func hasRoom(_ path: String) -> Bool {
        var status = statvfs()
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        return statvfs(parent, &status) == 0 && UInt64(status.f_bavail) * UInt64(status.f_frsize) >= 64 << 20
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
