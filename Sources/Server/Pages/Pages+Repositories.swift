import Core
import Engine
import Hummingbird
import Pages
import Store

extension Pages {
    /// Runs of each repository on the home page.
    private static var runsAtHome: Int { 5 }
    /// Branches that are offered while typing.
    static var suggestedBranches: Int { 200 }

    func registerRepositories(in router: Router<BasicRequestContext>) {
        router.get("/") { request, _ in respond(try await home().page(context(request)), to: request) }
        router.get("/repositories/**") { request, context in
            respond(try await list(repository(context), request).page(self.context(request)), to: request)
        }
    }

    private func home() async throws -> HomePage {
        let runs = try await engine.store.read { try $0.lastRuns(perRepository: Self.runsAtHome) }
        return HomePage(
            repositories: engine.catalogue.all.map { record in
                HomePage.Repository(
                    name: record.name, url: record.url, fetchError: record.fetchError,
                    runs: (runs[record.id] ?? []).map { RunSummary($0, repository: record.name) })
            })
    }

    private func list(_ record: RepositoryRecord, _ request: Request) async throws -> RepositoryPage {
        func text(_ name: String) -> String? { request.query(name).flatMap { $0.isEmpty ? nil : $0 } }
        let status = try text("status").map { word in
            guard let status = RunListFilter.Status(rawValue: word) else {
                throw Problem(.badRequest, "'\(word)' is not a state")
            }
            return status
        }
        let filter = RunListFilter(branch: text("branch"), workflow: text("workflow"), status: status)
        let before = try request.query("before", as: RunID.self)
        let (refs, runs) = try await engine.store.read { reader in
            let refs = try reader.knownRefs(record.id)
            let query = RunFilter(
                repository: record.id, workflow: filter.workflow,
                ref: filter.branch.map { name in
                    [GitRef(name), .branch(name), .tag(name)].first { refs[$0] != nil } ?? .branch(name)
                },
                state: status.flatMap { RunState(rawValue: $0.rawValue) },
                conclusion: status.flatMap { Conclusion(rawValue: $0.rawValue) })
            return (refs, try reader.runs(query, before: before, limit: Self.listLength))
        }
        return RepositoryPage(
            name: record.name, url: record.url, forge: record.forge, defaultBranch: record.defaultBranch,
            workflowsDirectory: record.workflowsDirectory, fetchError: record.fetchError,
            hasWebhookSecret: record.webhookSecret != nil, serverURL: engine.publicURL,
            spool: engine.spoolPath(of: record), filter: filter,
            branches: Array(refs.keys.map(\.short).sorted().prefix(Self.suggestedBranches)),
            workflows: Set(runs.map(\.workflowPath)).sorted(),
            runs: runs.map { RunSummary($0, repository: record.name) },
            next: runs.count == Self.listLength ? runs.last?.id : nil)
    }
}
