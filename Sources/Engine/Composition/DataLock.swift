import Glibc
import Synchronization

/// Keeps a second server off a data folder. The kernel lets go of it when the process ends, however it ends.
final class DataLock: Sendable {
    /// nil after ``release()``.
    private let descriptor: Mutex<Int32?>

    init(_ path: String) throws(EngineError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw EngineError(.io, "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw EngineError(
                .locked,
                "another anneal server uses this data folder (it holds \(path)): stop it, or use another --data")
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    /// From now on another one may use the folder.
    func release() {
        descriptor.withLock { descriptor in
            if let file = descriptor { close(file) }
            descriptor = nil
        }
    }
}
