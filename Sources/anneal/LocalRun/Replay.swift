import Commands
import Core
import Engine
import Foundation
import OrderedCollections
import Store

/// A server's run once more, here: the same event on the same commit, and then what came out differently.
struct Replay: Sendable {
    let original: RecordedRun
    let repository: LocalRepository
    let engine: Engine

    /// - Returns: the exit code: that of the run.
    func run(view: any RunView, json: Bool, job: String?) async throws -> Int32 {
        let record = try await repository.record(
            engine, name: original.repository, workflows: (original.workflow as NSString).deletingLastPathComponent)
        try await engine.bring(original.sha, of: record, from: repository.root)
        let hasBase = try await hasBase(in: record)
        let (code, runs) = try await LocalRun(engine: engine, view: view).run(
            event(in: record), expectsJob: job)
        guard let run = runs.first else {
            throw EngineError(.invalid, "the event starts no run of \(original.workflow) here")
        }
        let (here, jobs) = try await engine.store.read { reader in
            (try reader.run(run), try reader.jobs(of: run).filter { !$0.isReplaced })
        }
        let comparison = ReplayComparison(
            original: original, run: here, jobs: jobs, job: job, lacksBase: !hasBase)
        Console.write(json ? comparison.value.json() + "\n" : comparison.lines.map { $0 + "\n" }.joined())
        return code
    }

    /// Whether the commit before a push is here, which changed paths are compared with.
    private func hasBase(in record: RepositoryRecord) async throws -> Bool {
        guard let before = original.before, !before.isZero else { return true }
        do {
            try await engine.bring(before, of: record, from: repository.root)
            return true
        } catch let error as EngineError where error.code == .notFound {
            return false
        }
    }

    private func event(in record: RepositoryRecord) -> Event {
        Event(
            kind: original.kind, repository: record.id, source: .request, ref: original.ref, before: original.before,
            after: original.sha, actor: original.actor, payload: original.payload,
            workflow: (original.workflow as NSString).lastPathComponent, receivedAt: .now())
    }
}
