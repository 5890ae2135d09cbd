import FoundationEssentials
import Glibc

/// A folder of a test's own, removed with it.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/anneal-supervision-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What a test could not do: the message fails it.
struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// Longer than anything here takes on a busy machine; only a broken supervisor gets there.
let patience: Int32 = 60_000

/// Waits until the descriptor has something to read, or is at its end.
func awaitInput(_ descriptor: Int32, _ what: String) throws {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
        let count = poll(&polled, 1, patience)
        if count < 0 && errno == EINTR { continue }
        guard count == 1 else { throw Failure("waited in vain for \(what)") }
        return
    }
}
