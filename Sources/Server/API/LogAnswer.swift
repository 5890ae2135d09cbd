import HTTPTypes
import Hummingbird
import JobProtocol

/// The output of an attempt as an answer: all of it, a range of bytes, or lines.
struct LogAnswer {
    /// An answer to a request for a part holds at most this many bytes; the rest is asked for with the next one.
    static let maximumBytes = 8 << 20
    /// Read and sent at a time.
    private static let chunk = 256 << 10

    static let parameters = [
        Endpoint.Parameter(name: "from", place: .query, type: "integer", description: "First line, counted from 1."),
        Endpoint.Parameter(
            name: "lines", place: .query, type: "integer", description: "How many lines, 1 to 10000; 1000 when absent."),
        Endpoint.Parameter(name: "Range", place: .header, type: "string", description: "One byte range.")
    ]

    /// Logs hold whatever a job wrote: never anything a browser would take for a page.
    private static let contentType = "text/plain; charset=utf-8"

    let directory: JobDirectory

    func response(to request: Request) throws -> Response {
        guard let reader = try LogReader(directory) else {
            return Response(status: .ok, headers: [.contentType: Self.contentType], body: .init())
        }
        if request.query("from") != nil || request.query("lines") != nil {
            let first = try request.query("from", in: 1...Int(Int32.max), default: 1)
            let count = try request.query("lines", in: 1...10_000, default: 1000)
            let range = try reader.byteRange(ofLines: first - 1..<first - 1 + count)
            return Self.respond(.ok, reader, range.prefix(Self.maximumBytes))
        }
        let size = try reader.byteCount()
        guard let header = request.headers[.range] else {
            return Self.respond(.ok, reader, 0..<size)
        }
        guard let range = ByteRange(header)?.resolve(size: size) else {
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(size)"])
        }
        let part = range.prefix(Self.maximumBytes)
        var response = Self.respond(.partialContent, reader, part)
        response.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
        return response
    }

    private static func respond(_ status: HTTPResponse.Status, _ reader: LogReader, _ range: Range<Int>) -> Response {
        Response(
            status: status, headers: [.contentType: contentType, .acceptRanges: "bytes"],
            body: ResponseBody(contentLength: range.count) { writer in
                for start in stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
                    let part = start..<min(range.upperBound, start + chunk)
                    try await writer.write(ByteBuffer(bytes: try reader.bytes(in: part)))
                }
                try await writer.finish(nil)
            })
    }
}

extension Range<Int> {
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
