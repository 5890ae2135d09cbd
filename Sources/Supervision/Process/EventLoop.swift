import CProcess
import Glibc
import JobProtocol

/// The supervisor's only thread waits here: for output, children, requests, signals and deadlines.
final class EventLoop {
    private let signals: FileDescriptor
    private let requests: FileDescriptor
    private var controlFile: ControlFile
    private var outputs: [any ProcessOutput] = []
    /// The children somebody asks for, and how those that have ended did.
    private var awaited: [pid_t: ExitStatus?] = [:]
    private let buffer: UnsafeMutableRawBufferPointer

    /// As big as a pipe gets, so that a burst is one read.
    private static let bufferSize = 1 << 20

    /// Whether something happened that those who run don't know yet; then nobody waits.
    private var hasNews = false

    /// What the server, or whoever sends TERM, asked for and nobody has looked at yet.
    private(set) var cancellations: [String] = []

    init(_ directory: JobDirectory) throws {
        let numbers = [SIGCHLD, SIGTERM, SIGINT]
        let signalDescriptor = process_signals_open(numbers, Int32(numbers.count))
        guard signalDescriptor >= 0 else { throw SupervisionError.system("watch signals") }
        signals = FileDescriptor(signalDescriptor)
        let watch = process_inotify_open()
        guard watch >= 0 else { throw SupervisionError.system("watch files") }
        requests = FileDescriptor(watch)
        // The file and not the folder, where our own writing of the log would wake us.
        controlFile = try ControlFile(making: directory)
        guard process_inotify_watch(watch, directory.control) >= 0 else {
            throw SupervisionError.system("watch \(directory.control)")
        }
        buffer = .allocate(byteCount: Self.bufferSize, alignment: 16)
        readRequests()
    }

    deinit { buffer.deallocate() }

    func takeCancellation() -> String? {
        cancellations.isEmpty ? nil : cancellations.removeFirst()
    }

    /// Reads an output from now until everyone who could write to it is gone.
    func add(_ output: any ProcessOutput) {
        outputs.append(output)
    }

    /// Handles what there is, or waits for it until the deadline. Whoever runs is to be asked again afterwards.
    func turn(until deadline: MonotonicTime?) throws {
        defer { hasNews = false }
        var polled = [
            pollfd(fd: signals.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: requests.number, events: Int16(POLLIN), revents: 0)
        ]
        polled += outputs.map { pollfd(fd: $0.descriptor.number, events: Int16(POLLIN), revents: 0) }
        let count = poll(&polled, nfds_t(polled.count), hasNews ? 0 : deadline?.timeout ?? -1)
        guard count > 0 else {
            if count < 0 && errno != EINTR { throw SupervisionError.system("wait") }
            return
        }
        for (output, state) in zip(outputs, polled[2...]) where state.revents != 0 {
            // One buffer at a time, so that a step that never stops writing can still be cancelled.
            try read(output, atMost: buffer.count)
        }
        if polled[1].revents != 0, process_inotify_drain(requests.number) == 1 { readRequests() }
        if polled[0].revents != 0 { readSignals() }
    }

    /// Looks whether anybody asked for something, without waiting and without reading outputs.
    func glance() {
        if process_inotify_drain(requests.number) == 1 { readRequests() }
        readSignals()
    }

    // MARK: Children

    /// Remembers how this child ends, until ``forget(_:)``.
    func await(_ pid: pid_t) {
        awaited[pid] = .some(nil)
        // It may have ended before.
        reap()
    }

    /// How an awaited child ended; nil while it runs.
    func exitStatus(of pid: pid_t) -> ExitStatus? { awaited[pid] ?? nil }

    func forget(_ pid: pid_t) {
        awaited[pid] = nil
    }

    /// Whether any descendant is left; an orphan is our child, so no children means none.
    private(set) var hasChildren = false

    /// Takes leave of every child that has ended, ours and the orphans we were given.
    func reap() {
        while true {
            var status: Int32 = 0
            let pid = waitpid(-1, &status, WNOHANG)
            guard pid > 0 else {
                hasChildren = pid == 0
                return
            }
            // Only once: its number may be used again by another one.
            if case .some(nil) = awaited[pid] {
                awaited[pid] = ExitStatus(waitStatus: status)
                hasNews = true
            }
        }
    }

    private func readSignals() {
        while true {
            switch process_signals_next(signals.number) {
            case 0: return
            case SIGCHLD: reap()
            case let number: note(cancellation: "the supervisor got \(number == SIGINT ? "SIGINT" : "SIGTERM")")
            }
        }
    }

    // MARK: Requests

    private(set) var complaints: [String] = []

    private func note(cancellation reason: String) {
        cancellations.append(reason)
        hasNews = true
    }

    private func readRequests() {
        do {
            for request in try controlFile.read(complain: { complaints.append($0) }) {
                switch request {
                case .cancel(let reason): note(cancellation: reason)
                }
            }
        } catch {
            complaints.append("control can't be read: \(error)")
        }
    }

    // MARK: Output

    /// What lies in the pipe at this moment, no more: somebody in the background may go on writing for ever.
    func drain(_ output: any ProcessOutput) throws {
        var waiting = Int(process_pipe_waiting(output.descriptor.number))
        while outputs.contains(where: { $0 === output }) {
            let count = try read(output, atMost: min(max(waiting, 1), buffer.count))
            guard count > 0 else { return }
            waiting -= count
            // At nothing left, one more read tells whether the last writer is gone.
            guard waiting > 0 || process_pipe_waiting(output.descriptor.number) == 0 else { return }
        }
    }

    /// Reads what is left everywhere and takes it as the end. For when no process is left that could write.
    func finishOutputs() throws {
        for output in outputs {
            try drain(output)
            try output.finish()
        }
        outputs = []
    }

    @discardableResult
    private func read(_ output: any ProcessOutput, atMost limit: Int) throws -> Int {
        let count = Glibc.read(output.descriptor.number, buffer.baseAddress, limit)
        if count > 0 {
            try output.take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
        } else if count == 0 {
            outputs.removeAll { $0 === output }
            try output.finish()
        }
        return count
    }
}
