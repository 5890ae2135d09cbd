import Foundation
import Testing
import Transfer

@Suite struct HTTPClientTests {
    let server: TestServer
    let client = HTTPClient()

    init() throws {
        server = try TestServer.shared
    }

    struct Echo: Decodable {
        var method: String
        var headers: [String: String]
        var body: String
        var peer: Int
    }

    func echo(_ request: HTTPRequest) async throws -> Echo {
        let response = try await client.send(request)
        return try JSONDecoder().decode(Echo.self, from: Data(response.body))
    }

    func failure(_ request: HTTPRequest) async -> TransferError? {
        await #expect(throws: TransferError.self) { try await client.send(request) }
    }

    @Test func `a response has status, headers in order and body`() async throws {
        let response = try await client.send(HTTPRequest("GET", server.url + "/echo"))
        #expect(response.status == 200)
        #expect(response.header("x-TWICE") == "1")
        #expect(response.headers.filter { $0.name == "X-Twice" }.map(\.value) == ["1", "2"])
        let missing = try await client.send(HTTPRequest("GET", server.url + "/no"))
        #expect(missing.status == 404)
        #expect(String(decoding: missing.body, as: UTF8.self) == "nothing at /no")
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH"])
    func `method, headers and body arrive as given`(method: String) async throws {
        let body: [UInt8] = [0, 1, 0x7F, 0xFF, 0x0A]
        let echo = try await echo(
            HTTPRequest(
                method, server.url + "/echo",
                headers: [.init("Content-Type", "application/json"), .init("X-Empty", ""), .init("X-A", "b: c")],
                body: body))
        #expect(echo.method == method)
        #expect(Array(echo.body.unicodeScalars.map { UInt8($0.value) }) == body)
        #expect(echo.headers["Content-Type"] == "application/json")
        #expect(echo.headers["X-Empty"]?.isEmpty == true)
        #expect(echo.headers["X-A"] == "b: c")
        #expect(echo.headers["Expect"] == nil)
    }

    @Test(arguments: ["GET", "HEAD", "POST"]) func `a request without a body sends none`(method: String) async throws {
        let response = try await client.send(HTTPRequest(method, server.url + "/echo"))
        #expect(response.status == 200)
        guard method != "HEAD" else {
            #expect(response.body.isEmpty)
            return
        }
        let echo = try JSONDecoder().decode(Echo.self, from: Data(response.body))
        #expect(echo.method == method)
        #expect(echo.body.isEmpty)
        #expect(echo.headers["Content-Type"] == nil)
    }

    @Test func `a large body comes whole both ways`() async throws {
        let response = try await client.send(HTTPRequest("GET", server.url + "/large?n=10000000"))
        #expect(response.body.count == 10_000_000)
        let sent = try await echo(
            HTTPRequest("POST", server.url + "/echo", body: [UInt8](repeating: 0x61, count: 2_000_000)))
        #expect(sent.body.utf8.count == 2_000_000)
    }

    @Test func `connections are reused, and nothing of one request stays for the next`() async throws {
        let first = try await echo(
            HTTPRequest("PUT", server.url + "/echo", headers: [.init("X-Secret", "s")], body: [0x61]))
        let second = try await echo(HTTPRequest("GET", server.url + "/echo"))
        #expect(first.peer == second.peer)
        #expect(second.method == "GET")
        #expect(second.headers["X-Secret"] == nil)
        #expect(second.body.isEmpty)
    }

    @Test func `many requests at once each get their own answer`() async throws {
        let sizes = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for size in 1...30 {
                group.addTask { [client, server] in
                    (size, try await client.send(HTTPRequest("GET", server.url + "/large?n=\(size)")).body.count)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sizes.count == 30)
        #expect(sizes.allSatisfy { $0.0 == $0.1 })
    }

    @Test func `a response over the limit is refused, its length announced or not`() async {
        for path in ["/large?n=1001", "/endless"] {
            var request = HTTPRequest("GET", server.url + path)
            request.maximumResponseSize = 1000
            #expect(await failure(request)?.code == .tooLarge)
        }
    }

    @Test func `headers without an end are refused`() async {
        #expect(await failure(HTTPRequest("GET", server.url + "/headers"))?.code == .tooLarge)
    }

    @Test func `a response that is cut short is an error`() async {
        #expect(await failure(HTTPRequest("GET", server.url + "/cut"))?.code == .other)
    }

    @Test func `a server that doesn't answer times out`() async {
        var request = HTTPRequest("GET", server.url + "/hang")
        request.timeout = .milliseconds(50)
        #expect(await failure(request)?.code == .timedOut)
    }

    @Test func `a server that falls silent times out by the idle limit`() async {
        var request = HTTPRequest("GET", server.url + "/silent")
        (request.timeout, request.idleTimeout) = (nil, .milliseconds(50))
        #expect(await failure(request)?.code == .timedOut)
    }

    @Test func `a cancelled task ends its transfer`() async throws {
        var request = HTTPRequest("GET", server.url + "/hang?a")
        request.timeout = nil
        let task = Task { [client, request] in try await client.send(request) }
        _ = try await client.send(HTTPRequest("GET", server.url + "/arrived?a"))
        task.cancel()
        let error = await #expect(throws: TransferError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func `transfers that wait hold up no others`() async throws {
        let waiting = (0..<40).map { _ in
            Task { [client, server] in try await client.send(HTTPRequest("GET", server.url + "/hang?many=40")) }
        }
        let response = try await client.send(HTTPRequest("GET", server.url + "/arrived?many=40"))
        #expect(response.status == 200)
        for task in waiting { task.cancel() }
        for task in waiting { await #expect(throws: TransferError.self) { try await task.value } }
    }

    @Test func `a port where nobody listens can't be connected to, and the message hides the password`() async {
        let error = await failure(HTTPRequest("GET", "http://ada:secret@\(server.deadURL)/x?token=secret"))
        #expect(error?.code == .couldNotConnect)
        #expect(error?.message.contains("http://\(server.deadURL)/x") == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func `redirects are followed only when asked, and only to http`() async throws {
        var request = HTTPRequest("GET", server.url + "/redirect?to=/large%3Fn%3D3")
        let plain = try await client.send(request)
        #expect(plain.status == 302)
        #expect(plain.header("Location") == "/large?n=3")
        request.followsRedirects = true
        let followed = try await client.send(request)
        #expect((followed.status, followed.body.count) == (200, 3))
        #expect(followed.header("Location") == nil)

        var toFile = HTTPRequest("GET", server.url + "/redirect?to=file:///etc/passwd")
        toFile.followsRedirects = true
        #expect(await failure(toFile)?.code == .invalidRequest)
        var loop = HTTPRequest("GET", server.url + "/round")
        loop.followsRedirects = true
        #expect(await failure(loop)?.message.contains("redirects") == true)
    }

    @Test func `a certificate that nobody vouches for is refused`() async {
        #expect(await failure(HTTPRequest("GET", server.tlsURL + "/echo"))?.code == .tls)
    }

    @Test func `a Unix socket takes the place of host and port`() async throws {
        var request = HTTPRequest("GET", "http://anneal/large?n=5")
        request.unixSocket = server.socket
        #expect(try await client.send(request).body.count == 5)
    }

    @Test(arguments: [
        HTTPRequest("GET", "file:///etc/passwd"), HTTPRequest("GET", "ftp://x/"), HTTPRequest("GET", ""),
        HTTPRequest("GET", "http:x"), HTTPRequest("GET", "http://x/\u{0}"), HTTPRequest("GET", "http://x/ HTTP/1.1"),
        HTTPRequest("GET /\r\n", "http://x/"), HTTPRequest("GET", "http://x/", headers: [.init("A", "b\r\nC: d")]),
        HTTPRequest("GET", "http://x/", headers: [.init("A: b\r\nC", "d")])
    ])
    func `a request that could mean something else is refused`(request: HTTPRequest) async {
        #expect(await failure(request)?.code == .invalidRequest)
    }
}
