import Core
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Everything people look at. Each route reads records, makes the page's values of them, and answers with its HTML.
struct Pages: Sendable {
    let engine: Engine
    let configuration: ServerConfiguration

    /// Runs, events on one page of a list.
    static let listLength = 50

    func register(in router: Router<BasicRequestContext>) {
        for asset in Asset.all {
            router.get(RouterPath(asset.path)) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable"
                    ], body: .init(byteBuffer: ByteBuffer(string: asset.content)))
            }
        }
        registerSignIn(in: router)
        registerRepositories(in: router)
        registerDispatch(in: router)
        registerRuns(in: router)
        registerJobs(in: router)
        registerEvents(in: router)
    }

    /// The page that says what went wrong.
    static func problem(status: HTTPResponse.Status, detail: String) throws -> Response {
        let page = ProblemPage(status: status.code, title: status.reasonPhrase, detail: detail).page()
        return respond(page, PageContext(now: .now(), isSignedIn: false), status: status)
    }

    // MARK: Shared by all routes

    func context(_ request: Request) -> PageContext {
        PageContext(
            now: .now(),
            isSignedIn: Access.cookie(request).map { Session(configuration.adminToken).isValid($0) } ?? false)
    }

    func respond(_ page: Page, to request: Request) -> Response { Self.respond(page, context(request)) }

    private static func respond(
        _ page: Page, _ context: PageContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        // What a page shows changes, and going back must not show a state that is over.
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: page.document(context))))
    }

    func respond(_ page: Page, to request: Request, status: HTTPResponse.Status) -> Response {
        Self.respond(page, context(request), status: status)
    }

    /// After a form: the browser gets the page with GET, so that a reload does not send the form again.
    static func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }

    func repositoryName(_ id: RepositoryID) -> String { engine.catalogue.record(id)?.name ?? "" }

    /// What follows in a path that ends with `**`: names of repositories hold slashes.
    func repository(_ context: BasicRequestContext) throws -> RepositoryRecord {
        let name = context.parameters.getCatchAll().joined(separator: "/").removingPercentEncoding ?? ""
        guard let record = engine.catalogue.record(named: name) else {
            throw Problem(.notFound, "no repository '\(name)'")
        }
        return record
    }
}
