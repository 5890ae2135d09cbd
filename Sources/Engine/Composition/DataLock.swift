import Glibc

/// Keeps a second server off a data folder. The kernel lets go of it when the process ends, however it ends.
final class DataLock: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws(EngineError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw EngineError(.io, "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw EngineError(
                .locked,
                "another anneal server uses this data folder (it holds \(path)): stop it, or use another --data")
        }
    }

    deinit { close(descriptor) }
}
