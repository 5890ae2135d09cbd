import Core
import Engine
import Foundation
import HTTPTypes
import Hummingbird

/// Who may do what: changing needs the admin token, reading too unless `public-read` is set, hooks bring signatures of their own.
/// A job that runs has a token for the API, which each endpoint bounds to its repository and `permissions` (``JobAccess``).
///
/// A token comes as `Authorization: Bearer …`; a browser has a ``Session`` in the cookie that the sign-in page sets. The
/// cookie is `SameSite=Strict`, and a changing request that relies on it must come from our own pages (`Sec-Fetch-Site` or `Origin`).
struct Access: RouterMiddleware {
    typealias Context = BasicRequestContext

    let configuration: ServerConfiguration
    let engine: Engine

    static let cookieName = "anneal_session"

    @concurrent
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if Self.isOpen(path) { return try await next(request, context) }
        let reads = request.method == .get || request.method == .head
        if reads, configuration.publicRead { return try await next(request, context) }
        if let token = Self.bearer(request) {
            if configuration.adminToken.matches(token) { return try await next(request, context) }
            guard let job = try await engine.jobToken(token) else {
                throw Problem(.unauthorized, "the token is wrong, or it is of a job that is over")
            }
            guard path.hasPrefix(API.root + "/") || path.hasPrefix("/live") else {
                throw Problem(.forbidden, "a job's own token is for the API alone")
            }
            return try await JobIdentity.$current.withValue(job) { try await next(request, context) }
        }
        if let cookie = Self.cookie(request), Session(configuration.adminToken).isValid(cookie) {
            guard reads || Self.isFromOurselves(request) else {
                throw Problem(.forbidden, "this request did not come from one of our own pages")
            }
            return try await next(request, context)
        }
        if reads, !["/api/", "/live", "/metrics"].contains(where: path.hasPrefix) {
            return .redirect(to: "/sign-in?to=" + Self.escaped(path))
        }
        throw Problem(
            .unauthorized,
            "a token is needed: send 'Authorization: Bearer …' with the one in the data folder's admin-token")
    }

    private static func isOpen(_ path: String) -> Bool {
        path == "/healthz" || path == "/sign-in" || path.hasPrefix("/hooks/") || path.hasPrefix("/assets/")
    }

    private static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "/"
    }

    private static func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return nil }
        return String(header.dropFirst(7))
    }

    static func cookie(_ request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == cookieName { return String(parts[1]) }
            }
        }
        return nil
    }

    static func isFromOurselves(_ request: Request) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
            return site == "same-origin"
        }
        guard let origin = request.headers[.origin], let host = request.head.authority else { return false }
        return origin == "http://" + host || origin == "https://" + host
    }
}
