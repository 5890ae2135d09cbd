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

    /// Makes what is missing, pushes the clone's commit, and shows the run it leads to.
    ///
    /// - Parameter address: of the server, for the run's page.
    /// - Returns: how the commit's run ended, in this life or an earlier one; nil when no workflow ran on it.
    func push(engine: Engine, address: String) async throws -> Conclusion? {
        if !FileManager.default.fileExists(atPath: bare) { try make() }
        if engine.catalogue.record(named: Self.name) == nil {
            try await engine.addRepository(
                NewRepository(
                    name: Self.name, url: bare, forge: "git", webhookSecret: nil, credential: nil,
                    workflowsDirectory: ".anneal/workflows"))
        }
        guard let record = engine.catalogue.record(named: Self.name) else { return nil }
        try HookInstallation.install(in: bare, spool: engine.spoolPath(of: record))
        let head = try git("rev-parse", "HEAD", in: clone)
        let changes = engine.feed.changes()
        try git("push", "--quiet", "--set-upstream", "origin", "HEAD:main", in: clone)
        guard let run = try await run(on: head, of: record, engine: engine, changes: changes) else {
            Console.write("no workflow runs on commit \(head.prefix(7))\n")
            return nil
        }
        let page = "\(address)/runs/\(run.id)"
        if let conclusion = run.conclusion {
            let end = conclusion.rawValue
            Console.write("nothing new to push: run \(run.id) of this commit ended with \(end): \(page)\n")
            return conclusion
        }
        Console.write("run \(run.id): \(page)\n")
        return try await LocalRun(engine: engine, view: RunViews.make(json: false)).follow(run.id)
    }

    /// The latest run on a commit, waited for until it is clear whether there is one.
    private func run(
        on head: String, of repository: RepositoryRecord, engine: Engine, changes: AsyncStream<Change>
    ) async throws -> RunRecord? {
        enum Look: Sendable {
            case found(RunRecord)
            case none
            case undecided
        }
        // Pushes of an afternoon; whoever makes more before starting the demo again gets no run shown.
        let page = 100
        func look() async throws -> Look {
            try await engine.store.read { reader in
                if let run = try reader.runs(RunFilter(repository: repository.id), limit: page)
                    .first(where: { $0.sha?.hex == head })
                {
                    return .found(run)
                }
                let event = try reader.events(repository: repository.id, limit: page)
                    .first { $0.event.after?.hex == head }
                return event.map { $0.state == .received ? .undecided : .none } ?? .undecided
            }
        }
        if case .found(let run) = try await look() { return run }
        for await _ in changes {
            switch try await look() {
            case .found(let run): return run
            case .none: return nil
            case .undecided: break
            }
        }
        throw CancellationError()
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

    @discardableResult
    private func git(_ arguments: String..., in folder: String) throws -> String {
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
