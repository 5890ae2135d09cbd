import Core
import Engine
import HTTPTypes
import Hummingbird
import Store

/// What a job's own token needs for an endpoint: a permission, and that what it asks for belongs to its repository.
struct JobAccess: Sendable {
    enum Level: String, Sendable { case read, write }

    /// How the request names what it is about.
    enum Subject: Sendable {
        /// The path has a repository's name.
        case repository
        /// The path has the id of a run, a job, an event.
        case run, job, event
        /// A list, which shows a job its own repository alone; or a body, which the handler looks at.
        case handler
    }

    /// As in `permissions:`; nil = every job's token will do.
    var scope: String?
    var level: Level
    var subject: Subject

    static func actions(_ level: Level, _ subject: Subject) -> JobAccess {
        JobAccess(scope: "actions", level: level, subject: subject)
    }

    static func contents(_ level: Level, _ subject: Subject) -> JobAccess {
        JobAccess(scope: "contents", level: level, subject: subject)
    }

    static let anyJob = JobAccess(scope: nil, level: .read, subject: .handler)

    /// - Throws: ``Problem``: 403 without the permission, 404 for what belongs to another repository.
    func check(_ token: JobToken, _ context: BasicRequestContext, engine: Engine) async throws {
        if let scope {
            let granted = token.permissions[scope].flatMap(Level.init(rawValue:))
            guard granted == .write || granted == level else {
                throw Problem(
                    .forbidden,
                    "the job's token may not do this: it needs 'permissions: {\(scope): \(level.rawValue)}' in the workflow"
                )
            }
        }
        guard try await repository(context, engine: engine) ?? token.repository == token.repository else {
            throw Problem(.notFound, "there is nothing of that name or number in this job's repository")
        }
    }

    /// nil when the handler looks itself, or when there is no such thing: the handler says so.
    private func repository(_ context: BasicRequestContext, engine: Engine) async throws -> RepositoryID? {
        switch subject {
        case .handler: return nil
        case .repository:
            // A name that is not known looks just like one of another repository.
            return engine.catalogue.record(named: try context.text("name"))?.id ?? RepositoryID(0)
        case .run:
            let id: RunID = try context.id("id")
            return try await engine.store.read { try $0.run(id)?.repository } ?? RepositoryID(0)
        case .job:
            let id: JobID = try context.id("id")
            return try await engine.store.read { reader in
                try reader.job(id).flatMap { try reader.run($0.run)?.repository }
            } ?? RepositoryID(0)
        case .event:
            let id: EventID = try context.id("id")
            return try await engine.store.read { try $0.event(id)?.event.repository } ?? RepositoryID(0)
        }
    }
}
