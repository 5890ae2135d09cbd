import CProcess
import Glibc

/// Makes and removes folders on behalf of a job, without ever following a symbolic link the job may have left.
enum FolderTree {
    /// Makes a folder and its parents.
    static func make(_ path: String) throws {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw SupervisionError.system("make the folder \(made)", .workspace)
            }
        }
        guard FileKind(at: path, followingLinks: true) == .directory else {
            throw SupervisionError(.workspace, "can't make the folder \(path): something else is there")
        }
    }

    /// Removes everything in a folder, which stays. Nothing happens when it isn't there.
    static func empty(_ path: String) throws {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var folder = open(path, flags)
        if folder < 0 && errno == EACCES && chmod(path, 0o700) == 0 { folder = open(path, flags) }
        guard folder >= 0 else {
            if errno == ENOENT { return }
            throw SupervisionError.system("empty the folder \(path)", .workspace)
        }
        try empty(FileDescriptor(folder), path)
    }

    /// Removes a folder with everything in it, or the file or link that has its name.
    static func remove(_ path: String) throws {
        switch FileKind(at: path, followingLinks: false) {
        case nil: return
        case .directory:
            try empty(path)
            guard rmdir(path) == 0 || errno == ENOENT else {
                throw SupervisionError.system("remove the folder \(path)", .workspace)
            }
        default:
            guard unlink(path) == 0 || errno == ENOENT else {
                throw SupervisionError.system("remove \(path)", .workspace)
            }
        }
    }

    /// As the system has it: not necessarily UTF-8.
    private typealias Name = [CChar]

    /// Works from descriptors, depth first with a stack of its own: a job may nest folders as deep as the disk allows.
    private static func empty(_ folder: FileDescriptor, _ path: String) throws {
        var names: [Name] = []
        var current = folder
        while true {
            try unlock(current, path)
            if let inner = try removeFiles(in: current, path) {
                current = try enter(inner, of: current, path)
                names.append(inner)
            } else if let name = names.popLast() {
                let parent = openat(current.number, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                guard parent >= 0 else { throw failure(path) }
                current = FileDescriptor(parent)
                guard unlinkat(parent, name, AT_REMOVEDIR) == 0 else { throw failure(path, name) }
            } else {
                return
            }
        }
    }

    private static func enter(_ name: Name, of folder: FileDescriptor, _ path: String) throws -> FileDescriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var inner = openat(folder.number, name, flags)
        if inner < 0 && errno == EACCES && fchmodat(folder.number, name, 0o700, 0) == 0 {
            inner = openat(folder.number, name, flags)
        }
        guard inner >= 0 else { throw failure(path, name) }
        return FileDescriptor(inner)
    }

    /// Lets us change what is in a folder that was made read-only.
    private static func unlock(_ folder: FileDescriptor, _ path: String) throws {
        var status = stat()
        guard fstat(folder.number, &status) == 0 else { throw failure(path) }
        if status.st_mode & 0o700 != 0o700 { fchmod(folder.number, status.st_mode | 0o700) }
    }

    /// - Returns: the name of a folder inside; nil when the folder is empty now.
    private static func removeFiles(in folder: FileDescriptor, _ path: String) throws -> Name? {
        let copy = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let entries = fdopendir(copy) else { throw failure(path) }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { field in
                field.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
            }
            if name == [0x2E, 0] || name == [0x2E, 0x2E, 0] { continue }
            if entry.pointee.d_type == UInt8(DT_DIR) { return name }
            guard unlinkat(folder.number, name, 0) == 0 || errno == ENOENT else {
                // A file system that doesn't tell kinds in its listing.
                if errno == EISDIR { return name }
                throw failure(path, name)
            }
        }
        return nil
    }

    private static func failure(_ path: String, _ name: Name = []) -> SupervisionError {
        let error = errno
        let inner = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return .system("remove \(inner.isEmpty ? path : "\(inner) below \(path)")", .workspace, error: error)
    }
}
