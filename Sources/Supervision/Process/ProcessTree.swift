import Glibc

/// The descendants of this process, however they got there.
///
/// The supervisor is a subreaper: a descendant whose parent died becomes its child, also after setsid and a double
/// fork. So from this process down the parents in `/proc` name every one of them. `/proc/<pid>/stat` is read rather
/// than `task/*/children`, which many kernels lack and which misses children while they come and go.
struct ProcessTree {
    /// A pid together with its start time, so that a reused pid is another process.
    struct Process: Hashable {
        var pid: pid_t
        var startTime: UInt64
    }

    private var children: [pid_t: [Process]] = [:]
    private var sessions: [pid_t: pid_t] = [:]

    /// A picture of this moment.
    init() {
        guard let folder = opendir("/proc") else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let pid = pid_t(name), let (parent, session, startTime) = Self.read(pid) else { continue }
            sessions[pid] = session
            children[parent, default: []].append(Process(pid: pid, startTime: startTime))
        }
    }

    /// All below this process except `spared` and what is below them.
    func descendants(sparing spared: Set<Process> = []) -> Set<Process> {
        var found: Set<Process> = []
        var open = [getpid()]
        while let parent = open.popLast() {
            for child in children[parent] ?? [] where !spared.contains(child) && found.insert(child).inserted {
                open.append(child.pid)
            }
        }
        return found
    }

    /// What belongs to one of several commands that run side by side: the child, all below it, and the orphans that are
    /// still in its session or carry its mark in their environment.
    ///
    /// - Parameter mark: `NAME=VALUE`.
    func descendants(of child: pid_t, mark: String, sparing spared: Set<Process>) -> Set<Process> {
        var found: Set<Process> = []
        var open: [Process] = []
        for process in children[getpid()] ?? [] where !spared.contains(process) {
            let isOwn =
                process.pid == child || sessions[process.pid] == child
                || Self.environment(of: process.pid, holds: mark)
            if isOwn { open.append(process) }
        }
        while let process = open.popLast() {
            guard !spared.contains(process), found.insert(process).inserted else { continue }
            open += children[process.pid] ?? []
        }
        return found
    }

    /// Whether a process was started with this variable. One that began a session of its own and lost its parents still
    /// says so, unless it was given another environment.
    private static func environment(of pid: pid_t, holds mark: String) -> Bool {
        let descriptor = open("/proc/\(pid)/environ", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < largestEnvironment {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }

    /// More than execve(2) takes as a rule.
    private static let largestEnvironment = 8 << 20

    /// Parent, session and start time (fields 4, 6 and 22) of a living process; nil for a zombie, which needs no killing.
    private static func read(_ pid: pid_t) -> (parent: pid_t, session: pid_t, startTime: UInt64)? {
        let descriptor = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        // The name, in parentheses, may hold anything.
        guard let nameEnd = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(nameEnd + 1)...].split(separator: 0x20)
        guard fields.count > 19,
            // A leader that has ended while other threads of it run looks like a zombie, too (field 20: threads).
            fields[0].first != UInt8(ascii: "Z") || fields[17].elementsEqual("1".utf8) == false,
            let parent = pid_t(String(decoding: fields[1], as: UTF8.self)),
            let session = pid_t(String(decoding: fields[3], as: UTF8.self)),
            let startTime = UInt64(String(decoding: fields[19], as: UTF8.self))
        else { return nil }
        return (parent, session, startTime)
    }
}
