/// The clock that engine code is handed, so that tests turn the hands themselves.
public protocol TimeSource: Sendable {
    func now() -> Timestamp
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws
}

/// The machine's clock.
public struct SystemTime: TimeSource {
    public init() {}

    public func now() -> Timestamp { .now() }

    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
