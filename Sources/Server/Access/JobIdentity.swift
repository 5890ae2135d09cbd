import Engine
import HTTPTypes
import Store

/// The job that a request comes from, when it came with a job's own token. Its endpoint checks what it may do.
enum JobIdentity {
    @TaskLocal static var current: JobToken?

    /// Who asks: a job speaks for itself, whatever name it gives.
    static func requester(named name: String?) -> Requester { current.map { .job($0) } ?? .person(name ?? "api") }

    /// - Throws: ``Problem`` 404 when a job asks for something of another repository: it is not to learn that it exists.
    static func require(_ repository: RepositoryRecord?, otherwise sentence: String) throws {
        guard let current else { return }
        guard repository?.id == current.repository else { throw Problem(.notFound, sentence) }
    }
}
