import CProcess
import Glibc

/// The lock on `alive`, held as long as the supervisor lives: the kernel lets go of it however the process ends.
///
/// The file is open for writing all that time, so the server learns of the end by inotify (`IN_CLOSE_WRITE`) and then
/// asks ``JobDirectory/isAlive()``.
public final class JobLock {
    private let file: OpenFile

    /// - Throws: ``JobProtocolError`` with code `locked` when another supervisor holds it.
    public init(_ directory: JobDirectory) throws(JobProtocolError) {
        file = try OpenFile(directory.alive, O_RDWR | O_CREAT)
        guard process_lock(file.descriptor) == 0 else {
            if errno == EWOULDBLOCK {
                throw JobProtocolError(.locked, "another supervisor works in this directory", path: directory.alive)
            }
            throw .io("lock", directory.alive)
        }
        guard ftruncate(file.descriptor, 0) == 0 else { throw .io("empty", directory.alive) }
        try file.write(Array("\(getpid())\n".utf8))
    }
}

extension JobDirectory {
    /// Whether a supervisor holds the lock right now. Not alive and no final fact = lost.
    public func isAlive() throws(JobProtocolError) -> Bool {
        let file: OpenFile
        do throws(JobProtocolError) {
            file = try OpenFile(alive, O_RDONLY)
        } catch {
            if error.systemError == ENOENT { return false }
            throw error
        }
        if process_lock(file.descriptor) == 0 { return false }
        guard errno == EWOULDBLOCK else { throw .io("lock", alive) }
        return true
    }

    /// The pid that the supervisor wrote into `alive`, running or not.
    public func supervisorPID() throws(JobProtocolError) -> Int32? {
        let text = try OpenFile(alive, O_RDONLY).read(at: 0, count: 32)
        return Int32(String(decoding: text, as: UTF8.self).prefix { $0.isNumber })
    }
}
