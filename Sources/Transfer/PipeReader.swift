/// The reading end of a stream: ends the transfer when it is dropped or its task is cancelled.
final class PipeReader: Sendable {
    private let pipe: Pipe
    private let cancellation: Cancellation
    private let request: HTTPRequest

    init(_ pipe: Pipe, _ cancellation: Cancellation, _ request: HTTPRequest) {
        self.pipe = pipe
        self.cancellation = cancellation
        self.request = request
    }

    deinit { stop() }

    func next() async throws -> [UInt8]? {
        guard !Task.isCancelled else {
            stop()
            throw TransferError.cancelled(request)
        }
        return try await withTaskCancellationHandler {
            try await pipe.read()
        } onCancel: {
            stop()
        }
    }

    /// The transfer then ends as cancelled, which a waiting reader gets to know from the pipe.
    private func stop() {
        cancellation.cancel()
        pipe.abandon()
    }
}
