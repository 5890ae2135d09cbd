import Core
import Transfer

/// Reads a log in pieces, however long it is.
struct LogReader: Sendable {
    var client: APIClient
    var job: JobID

    /// Under what the server and the HTTP client hold at a time.
    private static let piece = 4 << 20

    func copy(to output: any CommandOutput) async throws {
        var offset = 0
        var last: UInt8?
        while true {
            var request = client.request("GET", APIClient.root + "/jobs/\(job)/log")
            request.headers.append(.init("Range", "bytes=\(offset)-\(offset + Self.piece - 1)"))
            let response = try await client.http.send(request)
            // Nothing there (yet) from this byte on.
            if response.status == 416 { break }
            guard (200..<300).contains(response.status) else {
                throw client.refusal(response.status, body: response.body)
            }
            output.write(response.body, to: .output)
            offset += response.body.count
            last = response.body.last ?? last
            let total = response.header("Content-Range").flatMap { $0.split(separator: "/").last }.flatMap { Int($0) }
            guard response.status == 206, !response.body.isEmpty, let total, offset < total else { break }
        }
        // What comes next begins on a line of its own.
        if let last, last != UInt8(ascii: "\n") { output.write([UInt8(ascii: "\n")], to: .output) }
    }
}
