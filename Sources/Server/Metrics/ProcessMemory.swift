import Foundation
import Glibc

/// What the kernel says of our memory.
enum ProcessMemory {
    /// Bytes, from the second field of `/proc/self/statm`; 0 when it cannot be read.
    static var resident: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
