import Synchronization

/// Tells whoever listens that something changed. Keeps nothing: a listener first subscribes, then reads the state.
public final class ChangeFeed: Sendable {
    private struct State {
        var next = 0
        var listeners: [Int: AsyncStream<Change>.Continuation] = [:]
        var isFinished = false
    }

    private let state = Mutex(State())

    public init() {}

    /// A slow listener loses the oldest changes beyond this many: it reads the state anyway.
    private static let buffer = 256

    public func changes() -> AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Change.self, bufferingPolicy: .bufferingNewest(Self.buffer))
        let id: Int? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    func publish(_ change: Change) {
        state.withLock { state in
            for listener in state.listeners.values { listener.yield(change) }
        }
    }

    /// Ends every subscription, so that open pages do not hold up a shutdown.
    public func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return state.listeners
        }
        for listener in listeners.values { listener.finish() }
    }

    private func remove(_ id: Int) {
        state.withLock { state in state.listeners[id] = nil }
    }
}
