import Core
import Engine
import Planning
import Store

/// Submits an event, follows the runs it starts to their end, and says how they ended.
struct LocalRun: Sendable {
    var engine: Engine
    var view: any RunView

    /// - Returns: the exit code, and what was run.
    func run(_ event: Event, expectsJob job: String?) async throws -> (code: Int32, runs: [RunID]) {
        let changes = engine.feed.changes()
        // From here on there is something that must not be left behind.
        let interruption = Interruption()
        defer { interruption.end() }
        let id = try await engine.submit(event)
        interruption.handle { signal in await withdraw(id, because: "interrupted by \(signal)") }
        let (record, decisions) = try await decided(id, changes)
        if let error = record.error { throw EngineError(.invalid, error) }
        view.show(decisions, of: event)
        let runs = decisions.compactMap(\.run)
        guard !runs.isEmpty else {
            let refused = decisions.contains { $0.decision.verdict == .refused }
            if let name = event.workflow, !refused { try await tellHowToStart(name, instead: event) }
            return (job != nil || refused || event.workflow != nil ? 2 : 0, [])
        }
        var conclusions: [Conclusion] = []
        do {
            for run in runs { conclusions.append(try await follow(run)) }
        } catch {
            // "Could not run" means that nothing runs, then or later.
            await withdraw(id, because: "it could not be followed: \(error)")
            for run in runs { try? await engine.settled(run) }
            throw error
        }
        view.finish()
        return (conclusions.contains { $0.isFailure || $0 == .cancelled } ? 1 : 0, runs)
    }

    /// A workflow that this event does not start may be started by the other one.
    private func tellHowToStart(_ name: String, instead event: Event) async throws {
        guard let commit = event.after, let repository = engine.catalogue.record(event.repository),
            let file = try await engine.workflows(of: repository, at: commit)
                .first(where: { WorkflowFile.isNamed($0.path, by: name) }),
            !file.listens(to: event.kind)
        else { return }
        let name = Console.safe(name)
        let other = event.kind == .push ? EventKind.workflowDispatch : .push
        Failure.note(
            file.listens(to: other)
                ? "start it with: anneal run \(name) --event \(other.rawValue)"
                : "'\(name)' is started by neither push nor workflow_dispatch, and 'anneal run' makes no other event: run"
                    + " it on a server ('anneal serve'), and again here with 'anneal run --replay'")
    }

    private func withdraw(_ event: EventID, because reason: String) async {
        do {
            try await engine.withdraw(event, because: reason)
        } catch {
            Failure.note("what was asked for cannot be taken back, the next 'anneal run' ends it: \(error)")
        }
    }

    private func decided(
        _ id: EventID, _ changes: AsyncStream<Change>
    ) async throws -> (EventRecord, [DecisionRecord]) {
        func state() async throws -> (EventRecord, [DecisionRecord])? {
            try await engine.store.read { reader in
                guard let record = try reader.event(id), record.state != .received || record.error != nil else {
                    return nil
                }
                return (record, try reader.decisions(of: id))
            }
        }
        if let state = try await state() { return state }
        for await _ in changes {
            if let state = try await state() { return state }
        }
        throw CancellationError()
    }

    /// Shows a run until it is over.
    func follow(_ id: RunID) async throws -> Conclusion {
        let changes = engine.feed.changes()
        var follower = RunFollower(run: id, engine: engine)
        if let end = try await follower.show(on: view) { return end }
        for await change in merged(changes, about: id) {
            _ = change
            if let end = try await follower.show(on: view) { return end }
        }
        throw CancellationError()
    }

    /// Changes of the run, and a tick twice a second so that growing logs show.
    private func merged(_ changes: AsyncStream<Change>, about id: RunID) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let task = Task {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await change in changes where change == .run(id) { continuation.yield() }
                    continuation.finish()
                }
                group.addTask {
                    while (try? await Task.sleep(for: .milliseconds(200))) != nil { continuation.yield() }
                }
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
}
