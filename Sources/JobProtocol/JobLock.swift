import CProcess
import Glibc

/// The lock on `alive`, held as long as the supervisor lives: the kernel lets go of it however the process ends.
///
/// The file is open for writing all that time, so the server learns of the end by inotify (`IN_CLOSE_WRITE`) and then
/// asks ``JobDirectory/isAlive()``. Of a holder that was killed, Linux tells the closing an instant before it frees the
/// lock: who must not miss that watches the pid (`pidfd_open`) as well, or asks again.
public final class JobLock {
    private let file: OpenFile

    /// Takes the lock and writes this process's pid into `alive`. Whoever is refused leaves no trace in the directory.
    ///
    /// - Throws: ``JobProtocolError`` when another supervisor holds the lock (code `locked`), or one has run
    ///   here before (code `used`).
    public init(_ directory: JobDirectory) throws(JobProtocolError) {
        // Before the lock, which makes its file.
        guard try !directory.isAlive() else { throw Self.locked(directory) }
        try JournalWriter.requireUnused(directory)
        file = try OpenFile(directory.alive, O_RDWR | O_CREAT)
        guard process_lock_take(file.descriptor) == 0 else {
            throw errno == EWOULDBLOCK ? Self.locked(directory) : .io("lock", directory.alive)
        }
        // Again, since another one may have come and gone in between. From here on nobody can.
        try JournalWriter.requireUnused(directory)
        guard ftruncate(file.descriptor, 0) == 0 else { throw .io("empty", directory.alive) }
        try file.write(Array("\(getpid())\n".utf8))
    }

    /// Before the file is closed, which tells those who watch it: when they look, the lock is free.
    deinit { process_lock_release(file.descriptor) }

    private static func locked(_ directory: JobDirectory) -> JobProtocolError {
        JobProtocolError(.locked, "another supervisor works in this directory", path: directory.alive)
    }
}

extension JobDirectory {
    /// Whether a supervisor holds the lock right now. Not alive and no final fact = lost.
    ///
    /// Looks without taking the lock, so that a supervisor that starts at this moment is not refused.
    public func isAlive() throws(JobProtocolError) -> Bool {
        let file: OpenFile
        do throws(JobProtocolError) {
            file = try OpenFile(alive, O_RDONLY)
        } catch {
            if error.systemError == ENOENT { return false }
            throw error
        }
        let answer = process_lock_is_taken(file.descriptor)
        guard answer >= 0 else { throw .io("look for the lock", alive) }
        return answer == 1
    }

    /// The pid that the supervisor wrote into `alive`, running or not.
    public func supervisorPID() throws(JobProtocolError) -> Int32? {
        let text = try OpenFile(alive, O_RDONLY).read(at: 0, count: 32)
        return Int32(String(decoding: text, as: UTF8.self).prefix { $0.isNumber })
    }
}
