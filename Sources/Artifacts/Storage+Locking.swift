import Glibc

extension Storage {
    /// Runs `body` while no other process writes or removes records. Short: content is written before.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        try Folders.make(path)
        let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ArtifactsError.system("open", lock) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ArtifactsError.system("lock", lock) }
        }
        return try body()
    }

    /// Counts up over all runs. The lock is held.
    func takeNumber() throws -> Int64 {
        let number = (try? Files.read(next)).flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 1
        try Files.replace(next, with: Array("\(number + 1)".utf8))
        return number
    }
}
