import Core
import Dispatch
import Engine
import Glibc
import Store

/// Submits an event, follows the runs it starts to their end, and says how they ended.
struct LocalRun: Sendable {
    var engine: Engine
    var view: any RunView

    /// - Returns: the exit code, and what was run.
    func run(_ event: Event, expectsJob job: String?) async throws -> (code: Int32, runs: [RunID]) {
        let changes = engine.feed.changes()
        let id = try await engine.submit(event)
        let (record, decisions) = try await decided(id, changes)
        if let error = record.error { throw EngineError(.invalid, error) }
        view.show(decisions.map(\.decision))
        let runs = decisions.compactMap(\.run)
        guard !runs.isEmpty else {
            let refused = decisions.contains { $0.decision.verdict == .refused }
            return (job != nil || refused || event.workflow != nil ? 2 : 0, [])
        }
        let interrupt = onInterrupt { Task { await cancel(runs) } }
        defer { interrupt.cancel() }
        var conclusions: [Conclusion] = []
        for run in runs { conclusions.append(try await follow(run)) }
        view.finish()
        return (conclusions.contains { $0.isFailure || $0 == .cancelled } ? 1 : 0, runs)
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

    private func cancel(_ runs: [RunID]) async {
        for run in runs { try? await engine.cancel(run) }
    }

    /// Ctrl-C cancels the runs in an orderly way; `always()` steps still run.
    private func onInterrupt(_ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler(handler: body)
        source.resume()
        return source
    }
}
