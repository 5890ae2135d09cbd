public import Core
import Store

extension Engine {
    /// Ends what an earlier life left, for commands that run once: nobody waits for it any more. Undecided events are given
    /// up, jobs that have not begun are cancelled, and supervisors that still work are asked to end once the engine runs.
    ///
    /// Called before ``run(ready:)``, which would take all of it up.
    ///
    /// - Parameter reason: a clause, for people.
    public func endLeftovers(because reason: String) async throws -> Leftovers {
        let events = try await store.write { writer in
            var count = 0
            for repository in try writer.repositoriesWithUndecidedEvents() {
                while true {
                    let page = try writer.undecidedEvents(of: repository, limit: 100)
                    if page.isEmpty { break }
                    for event in page { try writer.markEventFailed(event.id, error: reason) }
                    count += page.count
                }
            }
            return count
        }
        return Leftovers(runs: try await coordinator.endLeftovers(because: reason), events: events)
    }

    /// Takes an event back: one that is not decided yet never will be, the runs of a decided one are cancelled.
    ///
    /// - Parameter reason: a sentence, for people.
    public func withdraw(_ id: EventID, because reason: String) async throws {
        let runs = try await store.write { writer -> [RunID] in
            guard try writer.event(id)?.state == .received else {
                return try writer.decisions(of: id).compactMap(\.run)
            }
            try writer.markEventFailed(id, error: reason)
            return []
        }
        feed.publish(.event(id))
        var failure: (any Error)?
        for run in runs {
            do {
                try await coordinator.cancel(run)
            } catch let error as EngineError where error.code == .conflict {
                continue  // over by itself
            } catch {
                // The others must not go on because of this one.
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    public func isOpen(_ id: RunID) async throws -> Bool {
        try await store.read { try $0.run(id)?.state ?? .completed } != .completed
    }

    /// Returns when a run is over.
    public func settled(_ id: RunID) async throws {
        let changes = feed.changes()
        if try await !isOpen(id) { return }
        // Any change: of many at once only the latest are kept.
        for await _ in changes {
            if try await !isOpen(id) { return }
        }
        throw CancellationError()
    }
}
