import Foundation
import Glibc
import Synchronization

/// inotify: tells when files and folders change, without asking them.
///
/// One descriptor and one thread for everything; a watch costs the kernel about a kilobyte. Events say only *that*
/// something happened: the listener looks for itself, so a lost or merged event does no harm.
public final class FileWatcher: Sendable {
    public struct Events: OptionSet, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let modified = Events(rawValue: 0x0000_0002)
        /// Somebody who had it open for writing closed it, or died.
        public static let closedAfterWriting = Events(rawValue: 0x0000_0008)
        public static let movedIn = Events(rawValue: 0x0000_0080)
    }

    /// What ``remove(_:)`` takes.
    public struct Watch: Hashable, Sendable {
        /// The kernel has one watch for a file, however often it is asked for.
        fileprivate var descriptor: Int32
        fileprivate var listener: Int
    }

    private typealias Handler = @Sendable () -> Void

    private struct Listener {
        var handler: Handler
        var isPatient: Bool
    }

    private struct State {
        var next = 0
        var listeners: [Int32: [Int: Listener]] = [:]
    }

    /// How long a patient listener waits for more to happen. Nobody sees it, and a job of a few milliseconds is told once.
    private static let patience: Duration = .milliseconds(20)

    private let inotify: Int32
    /// Closed to end the thread: closing the descriptor it reads itself would not wake it.
    private let stop: Int32
    private let state = Mutex(State())

    public init() throws(EngineError) {
        inotify = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        var ends: [Int32] = [-1, -1]
        let isPiped = pipe(&ends) == 0
        stop = ends[1]
        let stopped = ends[0]
        guard inotify >= 0, isPiped else {
            throw EngineError(.io, "inotify is not available: \(String(cString: strerror(errno)))")
        }
        let thread = Thread { [weak self, inotify] in
            Self.read(from: inotify, until: stopped) { descriptor, isPatient in
                self?.tell(of: descriptor, isPatient: isPatient) ?? false
            }
            close(inotify)
            close(stopped)
        }
        thread.name = "file-watcher"
        thread.start()
    }

    deinit {
        close(stop)
    }

    /// - Parameters:
    ///   - isPatient: whether what happens within some milliseconds is told together.
    ///   - handler: runs on the watcher's own thread: hand the work on at once.
    public func watch(
        _ path: String, _ events: Events, isPatient: Bool = false, handler: @escaping @Sendable () -> Void
    ) throws(EngineError) -> Watch {
        let watch = state.withLock { state -> Watch? in
            let descriptor = inotify_add_watch(inotify, path, events.rawValue | IN_MASK_ADD.magnitude)
            guard descriptor >= 0 else { return nil }
            state.next += 1
            state.listeners[descriptor, default: [:]][state.next] = Listener(handler: handler, isPatient: isPatient)
            return Watch(descriptor: descriptor, listener: state.next)
        }
        guard let watch else {
            throw EngineError(.io, "cannot watch \(path): \(String(cString: strerror(errno)))")
        }
        return watch
    }

    public func remove(_ watch: Watch) {
        state.withLock { state in
            state.listeners[watch.descriptor]?[watch.listener] = nil
            guard state.listeners[watch.descriptor]?.isEmpty == true else { return }
            state.listeners[watch.descriptor] = nil
            inotify_rm_watch(inotify, watch.descriptor)
        }
    }

    /// - Returns: whether there are others, who are to be told later.
    private func tell(of descriptor: Int32, isPatient: Bool) -> Bool {
        let listeners = state.withLock { $0.listeners[descriptor].map { Array($0.values) } ?? [] }
        for listener in listeners where listener.isPatient == isPatient { listener.handler() }
        return listeners.contains { $0.isPatient != isPatient }
    }

    /// - Parameter tell: whom something happened to, and whether the patient listeners or the others are meant.
    private static func read(from inotify: Int32, until stop: Int32, tell: (Int32, Bool) -> Bool) {
        // Room for some hundred events; the kernel never splits one.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16384, alignment: 8)
        defer { buffer.deallocate() }
        var polled = [
            pollfd(fd: inotify, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0)
        ]
        var gathered: Set<Int32> = []
        var due = ContinuousClock.now
        while true {
            let wait = gathered.isEmpty ? -1 : Int32(max(0, ((due - .now) / .milliseconds(1)).rounded(.up)))
            guard poll(&polled, 2, wait) >= 0 || errno == EINTR else { return }
            if polled[1].revents != 0 { return }
            if polled[0].revents != 0 {
                let count = Glibc.read(inotify, buffer.baseAddress, buffer.count)
                var offset = 0
                while offset + MemoryLayout<inotify_event>.size <= count {
                    let event = buffer.load(fromByteOffset: offset, as: inotify_event.self)
                    if tell(event.wd, false) {
                        if gathered.isEmpty { due = .now + patience }
                        gathered.insert(event.wd)
                    }
                    offset += MemoryLayout<inotify_event>.size + Int(event.len)
                }
            }
            if !gathered.isEmpty, ContinuousClock.now >= due {
                for descriptor in gathered { _ = tell(descriptor, true) }
                gathered = []
            }
        }
    }
}
