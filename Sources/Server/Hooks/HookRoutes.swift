import Core
import Engine
import HTTPTypes
import Hummingbird
import Integrations
import NIOCore

/// `POST /hooks/{forge}`: hands bytes and headers, untouched, to the intake.
struct HookRoutes: Sendable {
    let intake: Intake

    /// GitHub caps a delivery at 25 MB; the others send less.
    static let maximumBody = 25 << 20
    /// For the whole body: forges give up after ten seconds.
    private static let bodyLimit: Duration = .seconds(10)

    func register(in router: Router<some RequestContext>) {
        for forge in [Forge.github, .gitlab, .gitea] {
            router.post("/hooks/\(forge.rawValue)") { request, _ in try await receive(request, from: forge) }
        }
    }

    private func receive(_ request: Request, from forge: Forge) async throws -> Response {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > Self.maximumBody {
            throw Self.tooLarge
        }
        let body = try await Self.collect(request.body)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let answer = await intake.receive(Delivery(headers: headers, body: body), from: forge)
        let object: Value = ["message": .string(answer.message)]
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: object.json())))
    }

    private static var tooLarge: Problem { Problem(.contentTooLarge, "the body is larger than 25 MB") }

    /// A sender that drips bytes is cut off; one that falls silent the connection's idle time-out ends.
    private static func collect(_ body: RequestBody) async throws -> [UInt8] {
        let end = ContinuousClock.now + bodyLimit
        var bytes: [UInt8] = []
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= maximumBody else { throw tooLarge }
            guard ContinuousClock.now < end else {
                throw Problem(.requestTimeout, "the body did not arrive within 10 seconds")
            }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }
}
