import Core
import Git
import Testing

/// A repository, a mirror of it and room for a workspace.
struct MirrorFixture {
    let source: ScratchRepository
    let folder: ScratchFolder
    let mirror: Mirror

    var workspace: String { folder.path("workspace") }

    init() throws {
        source = try ScratchRepository()
        folder = try ScratchFolder()
        mirror = Mirror(at: folder.path("mirror.git"))
    }

    @discardableResult
    func fetch() async throws -> FetchResult {
        try await mirror.fetch(from: source.path)
    }

    func paths(_ ref: String, _ before: CommitSHA?, _ after: CommitSHA?) async throws -> PushChanges {
        try await mirror.changes(forPush: GitRef(ref), before: before, after: after)
    }
}
