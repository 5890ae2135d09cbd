import Core
import Engine
import HTTPTypes
import Hummingbird
import Integrations
import OrderedCollections
import Store

struct RepositoryEndpoints: Sendable {
    let engine: Engine

    private static let name = Endpoint.Parameter(
        name: "name", place: .path, type: "string", description: "The repository's name, percent-encoded.")

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/repositories", name: "listRepositories",
                summary: "All repositories, by name.", answer: .page(schema: "Repository"),
                jobs: .contents(.read, .handler)
            ) { _, _ in
                let own = JobIdentity.current?.repository
                let records = engine.catalogue.all.filter { own == nil || $0.id == own }
                return try .json(ListPage(items: records.map(view), next: nil))
            },
            Endpoint(
                method: .post, path: API.root + "/repositories", name: "addRepository",
                summary: "Takes a repository in. What is there already starts nothing.", body: "NewRepository",
                answer: .object(.created, schema: "Repository")
            ) { request, _ in
                let body = try await request.decode(Body.self)
                return try .json(view(try await engine.addRepository(try body.record())), status: .created)
            },
            Endpoint(
                method: .get, path: API.root + "/repositories/{name}", name: "showRepository",
                summary: "One repository.", parameters: [Self.name], answer: .object(.ok, schema: "Repository"),
                jobs: .contents(.read, .repository)
            ) { _, context in
                let name = try context.text("name")
                guard let record = engine.catalogue.record(named: name) else {
                    throw Problem(.notFound, "no repository '\(name)'")
                }
                return try .json(view(record))
            },
            Endpoint(
                method: .delete, path: API.root + "/repositories/{name}", name: "removeRepository",
                summary: "Removes a repository with its history; its own files are not touched.",
                parameters: [Self.name], answer: .nothing
            ) { _, context in
                try await engine.removeRepository(named: try context.text("name"))
                return Response(status: .noContent)
            },
            Endpoint(
                method: .post, path: API.root + "/repositories/{name}/dispatches", name: "dispatchRepository",
                summary: "Tells of something outside: starts what listens to `repository_dispatch` of this type.",
                parameters: [Self.name], body: "RepositoryDispatch",
                answer: .object(.accepted, schema: "EventReference"), jobs: .contents(.write, .repository)
            ) { request, context in
                let fields = try await request.fields(["event_type", "client_payload", "actor"])
                guard let type = fields["event_type"]?.string else {
                    throw Problem(.badRequest, "the field 'event_type' is missing, or no text")
                }
                let payload = fields["client_payload"] ?? .emptyObject
                guard payload.object != nil else {
                    throw Problem(.badRequest, "'client_payload' has to be an object")
                }
                guard let actor = (fields["actor"] ?? "api").string else {
                    throw Problem(.badRequest, "'actor' has to be a text")
                }
                let event = try await engine.dispatch(
                    repository: try context.text("name"), type: type, payload: payload,
                    by: JobIdentity.requester(named: actor))
                return try .json(EventReference(event: event), status: .accepted)
            }
        ]
    }

    private func view(_ record: RepositoryRecord) -> RepositoryView {
        RepositoryView(record, spool: engine.spoolPath(of: record))
    }

    private struct Body: Decodable, FieldList {
        static let fields = ["name", "url", "forge", "webhook_secret", "credential", "workflows"]

        var name: String
        var url: String
        var forge: String?
        var webhookSecret: String?
        var credential: String?
        var workflows: String?

        func record() throws -> NewRepository {
            guard name.wholeMatch(of: /[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*/) != nil, name.count <= 200 else {
                throw Problem(
                    .badRequest,
                    "'\(name)' is not a repository name: letters, digits, '.', '_', '-', parts split by '/'")
            }
            guard let forge = Forge(rawValue: forge ?? "git") else {
                let all = Forge.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(.badRequest, "'\(forge ?? "")' is not a forge; known are: \(all)")
            }
            let folder = workflows ?? ".anneal/workflows"
            guard !folder.hasPrefix("/"), !folder.split(separator: "/").contains("..") else {
                throw Problem(.badRequest, "workflows has to be a folder in the repository, not '\(folder)'")
            }
            if let webhookSecret, webhookSecret.utf8.count < 8 {
                throw Problem(
                    .badRequest, "the webhook secret is too short to protect anything: use 8 characters or more")
            }
            return NewRepository(
                name: name, url: url, forge: forge.rawValue, webhookSecret: webhookSecret.map(Secret.init),
                credential: credential.map(Secret.init), workflowsDirectory: folder)
        }
    }
}
