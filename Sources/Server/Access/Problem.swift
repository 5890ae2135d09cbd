import Engine
import FoundationEssentials
import Git
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// What went wrong with a request, as RFC 9457 has it: `application/problem+json` with `status`, `title`, `detail`.
struct Problem: HTTPResponseError {
    var status: HTTPResponse.Status
    var detail: String

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        self.detail = detail
    }

    init(wrapping error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as EngineError: self.init(Self.status(of: error.code), error.message)
        case let error as GitError: self.init(.unprocessableContent, error.description)
        case let error as StoreError: self.init(.serviceUnavailable, error.description)
        case is NIOTooManyBytesError: self.init(.contentTooLarge, "the body is too large")
        case let error as any HTTPResponseError: self.init(error.status, "\(error)")
        default: self.init(.internalServerError, "something went wrong on our side; the server's log has the details")
        }
    }

    private static func status(of code: EngineError.Code) -> HTTPResponse.Status {
        switch code {
        case .notFound: .notFound
        case .conflict, .unreadable: .conflict
        case .invalid: .badRequest
        case .unprocessable: .unprocessableContent
        case .locked, .io: .serviceUnavailable
        }
    }

    /// Whoever asks here reads JSON; everyone else gets a page.
    private static func isForPrograms(_ path: String) -> Bool {
        ["/api/", "/hooks/", "/live", "/metrics", "/healthz"].contains(where: path.hasPrefix)
    }

    private struct Body: Encodable {
        var status: Int
        var title: String
        var detail: String
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        if Self.isForPrograms(request.uri.path) {
            let body = Body(status: status.code, title: status.reasonPhrase, detail: detail)
            return Response(
                status: status, headers: [.contentType: "application/problem+json"],
                body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(body))))
        }
        return try Pages.problem(status: status, detail: detail)
    }
}
