import Dispatch
import Synchronization

/// Carries bytes from a blocking writer to an asynchronous reader. The writer waits while the reader is behind.
final class Pipe: Sendable {
    /// Bytes that may wait: some hundred network packets, so that neither side waits for the other needlessly.
    private static let capacity = 1024 * 1024

    private struct State {
        var bytes: [UInt8] = []
        var isAbandoned = false
        var isFinished = false
        var failure: TransferError?
        var writerWaits = false
        var reader: CheckedContinuation<[UInt8]?, any Error>?
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)

    /// Blocks while the pipe is full.
    ///
    /// - Returns: false when nobody will read any more.
    func write(_ bytes: [UInt8]) -> Bool {
        let mustWait = state.withLock { state -> Bool in
            guard !state.isAbandoned else { return false }
            if let reader = state.reader {
                state.reader = nil
                reader.resume(returning: bytes)
                return false
            }
            state.bytes += bytes
            state.writerWaits = state.bytes.count >= Self.capacity
            return state.writerWaits
        }
        if mustWait { room.wait() }
        return !state.withLock(\.isAbandoned)
    }

    func finish(_ failure: TransferError?) {
        state.withLock { state in
            state.isFinished = true
            state.failure = failure
            guard let reader = state.reader else { return }
            state.reader = nil
            if let failure { reader.resume(throwing: failure) } else { reader.resume(returning: nil) }
        }
    }

    /// All that has come since the last call; waits for at least one byte. nil at the end. For one reader.
    func read() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { continuation in
            state.withLock { state in
                if !state.bytes.isEmpty {
                    continuation.resume(returning: state.bytes)
                    state.bytes = []
                    releaseWriter(&state)
                } else if state.isFinished {
                    if let failure = state.failure {
                        state.failure = nil
                        continuation.resume(throwing: failure)
                    } else {
                        continuation.resume(returning: nil)
                    }
                } else {
                    state.reader = continuation
                }
            }
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
