import CProcess
import Glibc

/// The talk between a server and the fork server that makes its supervisors: a message names a job directory and brings
/// two descriptors, the answer is the new supervisor's pid or why there is none.
public struct ForkChannel: Sendable {
    /// What makes `anneal-supervisor` a fork server, with this channel as standard input.
    public static let argument = "--fork-server"

    /// Linux takes no longer path.
    private static let longestPath = 4096

    /// A supervisor to be made.
    public struct Request: Sendable {
        public var directory: JobDirectory
        /// Its secrets, up to the end of the file. Closed by whoever takes the request.
        public var secrets: Int32
        /// Its standard output and error. Closed by whoever takes the request.
        public var output: Int32

        public init(_ directory: JobDirectory, secrets: Int32, output: Int32) {
            self.directory = directory
            self.secrets = secrets
            self.output = output
        }
    }

    private let socket: Int32

    /// - Parameter socket: belongs to the caller.
    public init(_ socket: Int32) {
        self.socket = socket
    }

    // MARK: Of the server

    /// - Returns: the supervisor's pid.
    public func fork(_ request: Request) throws(Failure) -> Int32 {
        let path = Array(request.directory.path.utf8)
        guard !path.isEmpty, path.count <= Self.longestPath else { throw .refused(ENAMETOOLONG) }
        guard process_message_send(socket, path, path.count, [request.secrets, request.output], 2) == 0 else {
            throw .silent(errno)
        }
        var answer: Int32 = 0
        let count = process_message_receive(socket, &answer, MemoryLayout.size(ofValue: answer), nil, 0)
        guard count == MemoryLayout.size(ofValue: answer) else { throw .silent(count < 0 ? errno : EPIPE) }
        guard answer > 0 else { throw .refused(-answer) }
        return answer
    }

    /// Why there is no new supervisor. Each has an `errno`.
    public enum Failure: Error, Hashable, Sendable {
        /// The fork server is there, but cannot fork.
        case refused(Int32)
        /// Nobody answers; the supervisor may have been made.
        case silent(Int32)
    }

    // MARK: Of the fork server

    /// Waits for the next request.
    ///
    /// - Returns: nil when the server is gone.
    public func nextRequest() -> Request? {
        var path = [UInt8](repeating: 0, count: Self.longestPath)
        var descriptors: [Int32] = [-1, -1]
        let count = process_message_receive(socket, &path, path.count, &descriptors, Int32(descriptors.count))
        guard count > 0 else { return nil }
        let directory = JobDirectory(String(decoding: path[..<count], as: UTF8.self))
        return Request(directory, secrets: descriptors[0], output: descriptors[1])
    }

    /// - Parameter outcome: a pid, or an `errno` below zero.
    public func answer(_ outcome: Int32) {
        var outcome = outcome
        // Nobody there: the next request will not come.
        _ = process_message_send(socket, &outcome, MemoryLayout.size(ofValue: outcome), nil, 0)
    }
}
