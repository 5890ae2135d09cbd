import CProcess
import Glibc

extension JobDirectory {
    /// A folder in memory for the small files that a job's steps and its supervisor hand each other. It is another one for
    /// each job directory, and only its owner can look into it; whoever clears up after a dead supervisor finds it by this.
    ///
    /// - Returns: nil on a machine without `/dev/shm`, or with one where others could take our place.
    public var memoryFolder: String? {
        var root = stat()
        guard stat(Self.memory, &root) == 0, process_is_directory(root.st_mode), root.st_uid == 0,
            root.st_mode & S_ISVTX != 0
        else { return nil }
        var own = stat()
        guard stat(path, &own) == 0 else { return nil }
        return "\(Self.memory)/anneal-\(geteuid())-\(own.st_dev)-\(own.st_ino)"
    }

    private static let memory = "/dev/shm"
}
