import Glibc
import JobProtocol

extension HostFacts {
    /// This machine.
    static func probe() -> HostFacts {
        var name = utsname()
        uname(&name)
        let host = text(&name.nodename)
        return HostFacts(
            hostname: host, system: "\(text(&name.sysname)) \(text(&name.release)) \(text(&name.machine))",
            processor: processor() ?? text(&name.machine), cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            memoryBytes: Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE))))
    }

    private static func text<Tuple>(_ field: inout Tuple) -> String {
        withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The first `model name` (x86), from the beginning of a file that repeats it for each of many cores.
    private static func processor() -> String? {
        let file = FileDescriptor(open("/proc/cpuinfo", O_RDONLY | O_CLOEXEC))
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, read(file.number, buffer.baseAddress, buffer.count))
        }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("model name") {
            guard let (_, value) = line.cut(at: ": ") else { continue }
            return String(value)
        }
        return nil
    }
}
