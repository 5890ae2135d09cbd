import Core
import FoundationEssentials
import Transfer

/// Talks to a server's HTTP API.
struct APIClient: Sendable {
    let access: ServerAccess
    let http: HTTPClient

    init(_ options: ServerOptions, _ context: CommandContext) throws {
        access = try ServerLocator.locate(options, context)
        http = HTTPClient()
    }

    static let root = "/api/v1"

    func get(_ path: String, query: [(String, String?)] = []) async throws -> Value {
        try await exchange("GET", path, query: query)
    }

    func post(_ path: String, body: Value = .emptyObject) async throws -> Value {
        try await exchange("POST", path, body: body)
    }

    func delete(_ path: String) async throws { _ = try await exchange("DELETE", path) }

    /// One thing, with what the server said of it.
    func object<Model: Decodable>(_ type: Model.Type, _ path: String) async throws -> Answer<Model> {
        try Answer(try await get(path))
    }

    private func exchange(
        _ method: String, _ path: String, query: [(String, String?)] = [], body: Value? = nil
    ) async throws -> Value {
        var request = request(method, Self.root + path, query: query)
        if let body {
            request.headers.append(.init("Content-Type", "application/json"))
            request.body = Array(body.json().utf8)
        }
        let response = try await send(request)
        guard !response.body.isEmpty else { return .null }
        do {
            return try Value(json: response.body)
        } catch {
            throw CommandError(
                .refused, "\(access.address.text) did not answer with JSON: is that an Anneal server?", cause: error)
        }
    }

    func request(_ method: String, _ path: String, query: [(String, String?)] = []) -> HTTPRequest {
        let pairs = query.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }
        let url = access.address.text + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        var request = HTTPRequest(method, url)
        if let token = access.token { request.headers.append(.init("Authorization", "Bearer " + token.reveal())) }
        return request
    }

    /// - Throws: ``CommandError`` for every status other than 2xx, with the server's own sentence.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let response: HTTPResponse
        do {
            response = try await http.send(request)
        } catch let error as TransferError where error.code == .couldNotConnect || error.code == .timedOut {
            throw unreachable(error)
        }
        guard !(200..<300).contains(response.status) else { return response }
        throw refusal(response.status, body: response.body)
    }

    func unreachable(_ error: TransferError) -> CommandError {
        CommandError(
            .unreachable,
            """
            no server answers at \(access.address.text) (the address is from \(access.addressOrigin))
            \(error.message)
            Is it running? 'anneal serve' starts it; 'anneal doctor' looks for what is wrong.
            """, cause: error)
    }

    func refusal(_ status: Int, body: [UInt8]) -> CommandError {
        let detail = (try? Value(json: body))?["detail"]?.string
        if status == 401 {
            return CommandError(
                .unauthorized,
                access.token == nil
                    ? """
                    \(access.address.text) wants a token, and none was found
                    Give the one from the server's DATA/admin-token with --token-file or ANNEAL_TOKEN.
                    """
                    : """
                    \(access.address.text) does not take the token from \(access.tokenOrigin)
                    The right one is in the server's DATA/admin-token.
                    """)
        }
        let code: CommandError.Code = status == 404 ? .notFound : .refused
        return CommandError(code, detail ?? "\(access.address.text) answered with status \(status)")
    }
}

extension String {
    /// For one part of a path or one value of a query: everything but unreserved characters (RFC 3986) is escaped.
    var percentEncoded: String {
        utf8.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }
}
