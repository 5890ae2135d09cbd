import Commands
import Core
import Engine
import Foundation
import Store

/// The demo's bare repository and the clone that a visitor works in.
struct DemoRepository: Sendable {
    var example: String
    var directory: String

    var data: String { directory + "/data" }
    private var bare: String { directory + "/weather.git" }
    private var clone: String { directory + "/weather" }
    private static let name = "weather"

    /// Makes what is missing, pushes the first commit, and shows the run; on a later start there is nothing to push.
    func push(engine: Engine) async throws -> Conclusion? {
        if !FileManager.default.fileExists(atPath: bare) { try make() }
        if engine.catalogue.record(named: Self.name) == nil {
            try await engine.addRepository(
                NewRepository(
                    name: Self.name, url: bare, forge: "git", webhookSecret: nil, credential: nil,
                    workflowsDirectory: ".anneal/workflows"))
        }
        guard let record = engine.catalogue.record(named: Self.name) else { return nil }
        try HookInstallation.install(in: bare, spool: engine.spoolPath(of: record))
        let changes = engine.feed.changes()
        try git("push", "--quiet", "origin", "HEAD:main", in: clone)
        guard let run = try await firstRun(of: record, engine: engine, changes: changes) else { return nil }
        return try await LocalRun(engine: engine, view: RunViews.make(json: false)).follow(run)
    }

    private func firstRun(
        of repository: RepositoryRecord, engine: Engine, changes: AsyncStream<Change>
    ) async throws -> RunID? {
        func latest() async throws -> RunRecord? {
            try await engine.store.read { try $0.runs(RunFilter(repository: repository.id), limit: 1).first }
        }
        if let run = try await latest() { return run.state == .completed ? nil : run.id }
        for await change in changes {
            if case .run(let id) = change { return id }
        }
        return nil
    }

    private func make() throws {
        let files = FileManager.default
        guard files.fileExists(atPath: example + "/.anneal") else {
            throw EngineError(
                .notFound, "there is no example at \(example): run this in Anneal's own repository, or give --example")
        }
        try files.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try? files.removeItem(atPath: clone)
        try git("init", "--quiet", "--bare", "--initial-branch=main", bare, in: directory)
        try files.copyItem(atPath: example, toPath: clone)
        try git("init", "--quiet", "--initial-branch=main", in: clone)
        try git("remote", "add", "origin", bare, in: clone)
        for (key, value) in [("user.name", "Demo"), ("user.email", "demo@example.org")] {
            try git("config", key, value, in: clone)
        }
        try git("add", "--all", in: clone)
        try git("commit", "--quiet", "--message", "A model that predicts Seattle's rain", in: clone)
    }

    private func git(_ arguments: String..., in folder: String) throws {
        try Command.run("git", arguments, in: folder)
    }

    func farewell(address: String, token: String) -> String {
        """

        Serving on \(address)
        Sign in with the token in \(token)

        Three things to try, in \(clone):
          1. A change that touches no model:   echo >> README.md && git commit -am 'Words' && git push
             The model tests are skipped, and the page names the commit that vouches for them.
          2. A change that breaks the model:   sed -i 's/^LEARNING_RATE = .*/LEARNING_RATE = 10.0/' weather/training.py && git commit -am 'Faster' && git push
             The model tests fail. Change only the README again: they run again, and fail again.
          3. The same without a push:          anneal run
             Runs the working tree, uncommitted changes included, on the same engine.

        Ctrl-C stops the server; started again it goes on with the same data.

        """
    }
}
