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

    /// A picture of this moment.
    init() {
        guard let folder = opendir("/proc") else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let pid = pid_t(name), let (parent, startTime) = Self.read(pid) else { continue }
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

    /// Parent and start time (fields 4 and 22) of a living process; nil for a zombie, which needs no killing.
    private static func read(_ pid: pid_t) -> (parent: pid_t, startTime: UInt64)? {
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
            let startTime = UInt64(String(decoding: fields[19], as: UTF8.self))
        else { return nil }
        return (parent, startTime)
    }
}
