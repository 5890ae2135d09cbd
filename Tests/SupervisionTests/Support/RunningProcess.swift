import CProcess
import Glibc

/// A process that is there now, whoever's child it is; a pid that is used again can't be taken for it.
final class RunningProcess {
    private let descriptor: Int32

    init(_ pid: pid_t) throws {
        descriptor = process_pidfd_open(pid)
        guard descriptor >= 0 else { throw Failure("there is no process \(pid)") }
    }

    deinit { close(descriptor) }

    var hasEnded: Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 0) == 1
    }

    func awaitEnd(_ what: String) throws {
        try awaitInput(descriptor, "the end of \(what)")
    }
}
