import FoundationEssentials
import Glibc

/// A folder of a test's own, removed with it.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/anneal-supervision-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// A script that can be executed. A process of its own makes the file: what another test's child held open for writing
    /// in this process, at the moment it began, could not be executed ("Text file busy").
    ///
    /// - Returns: its path.
    func addProgram(_ name: String, _ text: String) throws -> String {
        let program = "\(path)/\(name)"
        try text.write(toFile: program + ".text", atomically: false, encoding: .utf8)
        guard system("install -m 755 '\(program).text' '\(program)'") == 0 else {
            throw Failure("cannot make \(program)")
        }
        return program
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
