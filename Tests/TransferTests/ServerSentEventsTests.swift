import Testing
import Transfer

@Suite struct ServerSentEventsTests {
    func events(_ text: String, cut: Int) async throws -> [ServerSentEvent] {
        let bytes = Array(text.utf8)
        let pieces = AsyncStream<[UInt8]> { continuation in
            for start in stride(from: 0, to: bytes.count, by: cut) {
                continuation.yield(Array(bytes[start..<min(start + cut, bytes.count)]))
            }
            continuation.finish()
        }
        var events: [ServerSentEvent] = []
        for try await event in ServerSentEvents(pieces) { events.append(event) }
        return events
    }

    @Test(arguments: 1...12)
    func `the standard's rules hold however the bytes are cut`(cut: Int) async throws {
        let text =
            "\u{FEFF}data: a\r\n\r\ndata:b\rdata\rdata:  c\r\r:x\n\nid: 1\n\nid\ndata: d\n\nid: 2\u{0}\nevent: e\ndata: f\n\nretry: 5\nfoo: x\ndata: ü\n\ndata: lost\n"
        #expect(
            try await events(text, cut: cut) == [
                ServerSentEvent(data: "a"), ServerSentEvent(data: "b\n\n c"), ServerSentEvent(data: "d"),
                ServerSentEvent(event: "e", data: "f"), ServerSentEvent(data: "ü")
            ])
    }

    @Test func `an id stays until the next`() async throws {
        let read = try await events("id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n", cut: 100)
        #expect(read.map(\.id) == ["1", "1", "2"])
    }

    @Test(.timeLimit(.minutes(1))) func `an event without an end is refused`() async {
        let error = await #expect(throws: TransferError.self) {
            _ = try await events("data: " + String(repeating: "x", count: 17 * 1024 * 1024), cut: 1 << 20)
        }
        #expect(error?.code == .tooLarge)
    }
}
