import Synchronization

/// Tells a transfer on another thread to end, now and not at its next look.
final class Cancellation: Sendable {
    private struct State {
        var isCancelled = false
        var session: Session?
    }

    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock(\.isCancelled) }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            // Under the lock, so that the session is not yet another transfer's.
            state.session?.wake()
        }
    }

    /// - Returns: false when there is nothing left to begin.
    func attach(_ session: Session) -> Bool {
        state.withLock { state in
            guard !state.isCancelled else { return false }
            state.session = session
            return true
        }
    }

    func detach() {
        state.withLock { $0.session = nil }
    }
}
