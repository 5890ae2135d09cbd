import Dispatch
import Synchronization

/// Carries bytes from a blocking writer to an asynchronous reader. The writer waits while the reader is behind.
///
/// The reader is resumed only after the lock is let go: resuming takes the task's own lock, which a task being
/// cancelled holds while it calls ``abandon()``.
final class Pipe: Sendable {
    /// Bytes that may wait: some hundred network packets, so that neither side waits for the other needlessly.
    private static let capacity = 1024 * 1024

    private typealias Reader = CheckedContinuation<[UInt8]?, any Error>

    private struct State {
        var bytes: [UInt8] = []
        var isAbandoned = false
        var isFinished = false
        var failure: TransferError?
        var writerWaits = false
        var reader: Reader?
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)

    /// Blocks while the pipe is full.
    ///
    /// - Returns: false when nobody will read any more.
    func write(_ bytes: [UInt8]) -> Bool {
        let (reader, mustWait) = state.withLock { state -> (Reader?, Bool) in
            guard !state.isAbandoned else { return (nil, false) }
            if let reader = state.reader.take() { return (reader, false) }
            state.bytes += bytes
            state.writerWaits = state.bytes.count >= Self.capacity
            return (nil, state.writerWaits)
        }
        reader?.resume(returning: bytes)
        if mustWait { room.wait() }
        return !state.withLock(\.isAbandoned)
    }

    func finish(_ failure: TransferError?) {
        let reader = state.withLock { state -> Reader? in
            state.isFinished = true
            guard let reader = state.reader.take() else {
                state.failure = failure
                return nil
            }
            return reader
        }
        if let failure { reader?.resume(throwing: failure) } else { reader?.resume(returning: nil) }
    }

    /// All that has come since the last call; waits for at least one byte. nil at the end. For one reader.
    func read() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { reader in
            let ready = state.withLock { state -> Result<[UInt8]?, any Error>? in
                if !state.bytes.isEmpty {
                    defer { state.bytes = [] }
                    releaseWriter(&state)
                    return .success(state.bytes)
                }
                if let failure = state.failure.take() { return .failure(failure) }
                if state.isFinished { return .success(nil) }
                state.reader = reader
                return nil
            }
            if let ready { reader.resume(with: ready) }
        }
    }

    /// Nobody will read any more: a waiting writer goes on, to learn it.
    func abandon() {
        state.withLock { state in
            state.isAbandoned = true
            state.bytes = []
            releaseWriter(&state)
        }
    }

    private func releaseWriter(_ state: inout State) {
        guard state.writerWaits else { return }
        state.writerWaits = false
        room.signal()
    }
}
