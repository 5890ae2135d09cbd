import Core
import Engine
import Foundation
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// A route of the API together with what the OpenAPI document says of it: one cannot be without the other.
struct Endpoint: Sendable {
    typealias Handler = @Sendable (Request, BasicRequestContext) async throws -> Response

    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query, header }
        var name: String
        var place: Place
        var type: String
        var description: String
    }

    var method: HTTPRequest.Method
    /// With `{name}` for parameters.
    var path: String
    /// What client generators call it.
    var name: String
    var summary: String
    var parameters: [Parameter] = []
    /// Names of schemas in ``Schemas``.
    var body: String?
    var answer: Answer
    /// What a job's own token needs; nil = no job may use this.
    var jobs: JobAccess?
    var handler: Handler

    enum Answer: Sendable {
        case object(HTTPResponse.Status, schema: String)
        case page(schema: String)
        /// An object whose shape is described elsewhere.
        case json
        case text(contentType: String)
        /// Server-sent events.
        case events
        case nothing
    }

    func register(in router: Router<BasicRequestContext>, engine: Engine) {
        let routed = RouterPath(path.replacingOccurrences(of: "{", with: ":").replacingOccurrences(of: "}", with: ""))
        router.on(routed, method: method) { [self] request, context in
            if let token = JobIdentity.current {
                guard let jobs else { throw Problem(.forbidden, "a job's own token is not enough for this") }
                try await jobs.check(token, context, engine: engine)
            }
            try checkQuery(of: request)
            return try await handler(request, context)
        }
    }

    /// A misspelt filter must not quietly return everything.
    private func checkQuery(of request: Request) throws {
        let known = Set(parameters.filter { $0.place == .query }.map(\.name))
        for (name, _) in request.queryFields where !known.contains(name) {
            let all = known.sorted().joined(separator: ", ")
            throw Problem(.badRequest, "unknown query parameter '\(name)'; known are: \(all.isEmpty ? "none" : all)")
        }
    }
}
