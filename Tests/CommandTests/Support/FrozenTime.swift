import Core

/// A clock that stands still, so that "4 min ago" stays so; who sleeps waits until the task is cancelled.
struct FrozenTime: TimeSource {
    func now() -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000) }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(86_400)) }
}
