import Hummingbird

/// Writes server-sent events (WHATWG HTML, "Server-sent events").
final class EventWriter: @unchecked Sendable {
    // Used by one task at a time: the one that answers the request.
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) {
        self.writer = writer
    }

    func comment(_ text: String) async throws {
        try await writer.write(ByteBuffer(string: ": \(text)\n\n"))
    }

    /// - Parameter data: one line.
    func send(event: String, id: Int?, data: String) async throws {
        let head = id.map { "id: \($0)\n" } ?? ""
        try await writer.write(ByteBuffer(string: "event: \(event)\n\(head)data: \(data)\n\n"))
    }

    func finish() async throws { try await writer.finish(nil) }
}
