import Core
import FoundationEssentials
import Glibc
import JobProtocol

/// A job directory of a test's own, removed with it.
final class Scratch {
    let directory: JobDirectory
    private let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.path + "/anneal-protocol-\(UUID().uuidString)"
        directory = JobDirectory(root: root, job: JobID(1), attempt: 1)
        try directory.create()
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Appends to a file as whoever writes it would, or as an attacker.
    func append(_ text: String, to path: String) throws {
        var bytes = (try? [UInt8](Data(contentsOf: URL(filePath: path)))) ?? []
        bytes += Array(text.utf8)
        try Data(bytes).write(to: URL(filePath: path))
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
    }
}

/// Random numbers that a seed brings back.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
