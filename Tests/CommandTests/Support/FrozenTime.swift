import Core

/// A clock that stands still, so that "4 min ago" stays so; who sleeps waits until the task is cancelled.
struct FrozenTime: TimeSource {
    func now() -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000) }

    func sleep(for duration: Duration) async throws {
        let (never, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in never {}
        withExtendedLifetime(continuation) {}
        throw CancellationError()
    }
}
