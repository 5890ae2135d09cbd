import Testing
import Transfer

@Suite struct StreamTests {
    let server: TestServer
    let client = HTTPClient()

    init() throws {
        server = try TestServer.shared
    }

    @Test func `a body comes in pieces and whole`() async throws {
        var count = 0
        for try await piece in client.stream(HTTPRequest("GET", server.url + "/large?n=5000000")) {
            count += piece.count
        }
        #expect(count == 5_000_000)
    }

    @Test func `events are read as they come`() async throws {
        var events: [ServerSentEvent] = []
        for try await event in client.events(HTTPRequest("GET", server.url + "/events")) { events.append(event) }
        #expect(
            events == [
                ServerSentEvent(id: "7", event: "log", data: "one\ntwo"),
                ServerSentEvent(id: "7", event: "message", data: "é")
            ])
    }

    @Test func `a reader that leaves ends the transfer, though the server would send for ever`() async throws {
        for try await piece in client.stream(HTTPRequest("GET", server.url + "/endless?b")) {
            #expect(!piece.isEmpty)
            break
        }
        #expect(try await client.send(HTTPRequest("GET", server.url + "/gone?b")).status == 200)
    }

    @Test func `a cancelled reader is told so at once`() async throws {
        let task = Task { [client, server] in
            for try await _ in client.stream(HTTPRequest("GET", server.url + "/hang?b")) {}
        }
        _ = try await client.send(HTTPRequest("GET", server.url + "/arrived?b"))
        task.cancel()
        let error = await #expect(throws: TransferError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func `a stream's time-out ends with the headers`() async throws {
        var request = HTTPRequest("GET", server.url + "/silent")
        (request.timeout, request.idleTimeout) = (.seconds(2), .seconds(3))
        var received: [UInt8] = []
        let error = await #expect(throws: TransferError.self) {
            for try await piece in client.stream(request) { received += piece }
        }
        #expect(received == Array("hello".utf8))
        #expect(error?.message.contains("not a sign of life") == true)
    }

    @Test func `an answer other than 2xx is an error that quotes it`() async {
        let error = await #expect(throws: TransferError.self) {
            for try await _ in client.stream(HTTPRequest("GET", server.url + "/no")) {}
        }
        #expect((error?.code, error?.status) == (.refused, 404))
        #expect(error?.message.contains("nothing at /no") == true)
    }
}
