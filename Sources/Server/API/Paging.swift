import Core
import Engine
import Hummingbird
import Store

/// The parameters that all lists share.
enum Paging {
    static let parameters = [
        Endpoint.Parameter(
            name: "before", place: .query, type: "integer",
            description: "Only what is older than this id: the `next` of the page before."),
        Endpoint.Parameter(name: "limit", place: .query, type: "integer", description: "1 to 200; 50 when absent.")
    ]

    static let repository = Endpoint.Parameter(
        name: "repository", place: .query, type: "string", description: "Only of this repository, by name.")

    static func limit(_ request: Request) throws -> Int { try request.query("limit", in: 1...200, default: 50) }

    static func repository(_ request: Request, _ engine: Engine) throws -> RepositoryID? {
        guard let name = request.query("repository") else { return JobIdentity.current?.repository }
        let record = engine.catalogue.record(named: name)
        try JobIdentity.require(record, otherwise: "no repository '\(name)'")
        guard let record else { throw Problem(.notFound, "no repository '\(name)'") }
        return record.id
    }
}
