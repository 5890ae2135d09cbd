import Core
import FoundationEssentials
import Glibc

/// `control`: requests by the server, one JSON line each, appended by anyone who may, read by the supervisor.
public struct ControlFile {
    /// A request is a sentence, not a document.
    static let maximumLine = 64 << 10

    public let path: String
    private var offset = 0

    public init(_ directory: JobDirectory) {
        path = directory.control
    }

    /// Makes the file when it is not there yet, so that it can be watched.
    public init(making directory: JobDirectory) throws {
        path = directory.control
        _ = try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND)
    }

    /// - Throws: ``JobProtocolError`` when the request is too long or the file can't be written.
    public static func append(_ request: ControlRequest, to directory: JobDirectory) throws {
        let line = Array(try JSONEncoder().encode(request)) + [UInt8(ascii: "\n")]
        guard line.count <= maximumLine else {
            throw JobProtocolError(
                .malformed, "a request of \(line.count) bytes; \(maximumLine) are allowed", path: directory.control)
        }
        let file = try OpenFile(directory.control, O_WRONLY | O_CREAT | O_APPEND)
        try file.write(line)
        try file.synchronize()
    }

    /// The requests since the last call; none when the file is not there yet. A line that is no request is skipped and
    /// handed to `complain`.
    public mutating func read(complain: (String) -> Void) throws -> [ControlRequest] {
        let file: OpenFile
        do throws(JobProtocolError) {
            file = try OpenFile(path, O_RDONLY)
        } catch {
            if error.systemError == ENOENT { return [] }
            throw error
        }
        var requests: [ControlRequest] = []
        while true {
            let bytes = try file.read(at: offset, count: min(try file.size() - offset, Self.maximumLine))
            var start = 0
            while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                do {
                    requests.append(try JSONDecoder().decode(ControlRequest.self, from: Data(bytes[start..<end])))
                } catch {
                    complain("control holds a line that is no request, at byte \(offset + start)")
                }
                start = end + 1
            }
            if start == 0 {
                guard bytes.count == Self.maximumLine else { return requests }
                // Nothing behind it would ever be read otherwise.
                complain("control holds a line longer than any request, at byte \(offset)")
                start = bytes.count
            }
            offset += start
        }
    }
}
