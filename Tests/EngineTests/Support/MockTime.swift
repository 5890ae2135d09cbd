import Core
import Synchronization

/// A clock whose hands the test turns.
final class MockTime: TimeSource {
    private struct Sleeper {
        var until: Timestamp
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var next = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Of tasks that were cancelled before they slept.
        var cancelled: Set<Int> = []
        var observers: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// 2026-03-02 is a Monday.
    init(_ now: Timestamp = Timestamp(milliseconds: 1_772_445_600_000)) {
        state = Mutex(State(now: now))
    }

    func now() -> Timestamp { state.withLock { $0.now } }

    func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let observers = state.withLock { state -> [CheckedContinuation<Void, Never>]? in
                    guard state.cancelled.remove(id) == nil else { return nil }
                    state.sleepers[id] = Sleeper(until: state.now + duration, continuation: continuation)
                    defer { state.observers = [] }
                    return state.observers
                }
                if observers == nil { continuation.resume(throwing: CancellationError()) }
                for observer in observers ?? [] { observer.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Wakes whoever's time has come, the earliest first.
    func advance(by duration: Duration) { advance(to: now() + duration) }

    func advance(to time: Timestamp) {
        let due = state.withLock { state in
            state.now = max(state.now, time)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.until < $1.until }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Returns when somebody sleeps until a time within these bounds.
    func someoneSleeps(atLeast: Duration, atMost: Duration) async {
        while true {
            let isThere = state.withLock { state in
                state.sleepers.values.contains { state.now + atLeast <= $0.until && $0.until <= state.now + atMost }
            }
            if isThere { return }
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    let isThere = state.sleepers.values.contains {
                        state.now + atLeast <= $0.until && $0.until <= state.now + atMost
                    }
                    if !isThere { state.observers.append(continuation) }
                    return isThere
                }
                if isThere { continuation.resume() }
            }
        }
    }
}
