import Core
import Store

extension Engine {
    /// Ends events and runs that an earlier life left, so that none of them stands in the way of what is asked for now.
    func endLeftovers() async throws {
        let reason = "the command that began it was ended"
        for repository in try await store.read({ try $0.repositoriesWithUndecidedEvents() }) {
            while case let events = try await store.read({ try $0.undecidedEvents(of: repository, limit: 100) }),
                !events.isEmpty
            {
                try await store.write { writer in
                    for event in events { try writer.markEventFailed(event.id, error: event.error ?? reason) }
                }
            }
        }
        for run in try await store.read({ try $0.openRuns() }) {
            try await coordinator.endLeftover(run, reason: reason)
        }
    }
}
