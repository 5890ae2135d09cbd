import Dispatch
import Synchronization

/// Talks HTTP through libcurl, on threads of its own: the cooperative pool never blocks. Connections are kept and reused.
///
/// Certificates are always verified. Each transfer occupies a thread as long as it lasts.
public final class HTTPClient: Sendable {
    /// Idle connections beyond this many are closed; a command needs one, a busy server few.
    private static let maximumIdleSessions = 8

    private let idle = Mutex<[Session]>([])

    public init() {}

    /// - Returns: the answer, whatever its status.
    /// - Throws: ``TransferError``; with `cancelled` when the task was.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try request.validate()
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Self.onOwnThread {
                    continuation.resume(with: Result { try self.collect(request, cancellation) })
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    private func collect(_ request: HTTPRequest, _ cancellation: Cancellation) throws(TransferError) -> HTTPResponse {
        var body: [UInt8] = []
        let exchange = Exchange(request) { _, bytes throws(TransferError) in
            guard body.count + bytes.count <= request.maximumResponseSize else {
                throw .tooLarge(request, "the response has more than \(request.maximumResponseSize) bytes")
            }
            body += bytes
        }
        try perform(exchange, isStream: false, cancellation)
        return HTTPResponse(status: exchange.status, headers: exchange.headers, body: body)
    }

    /// The response's body in pieces as they come; a slow reader slows the server down.
    ///
    /// The transfer begins at once and ends when the stream is dropped or its reader's task is cancelled.
    /// An answer other than 2xx is thrown as ``TransferError`` with code `refused` and the beginning of its body.
    public func stream(_ request: HTTPRequest) -> AsyncThrowingStream<[UInt8], any Error> {
        let pipe = Pipe()
        let cancellation = Cancellation()
        Self.onOwnThread {
            do throws(TransferError) {
                try request.validate()
                try self.feed(pipe, request, cancellation)
                pipe.finish(nil)
            } catch {
                pipe.finish(error)
            }
        }
        let reader = PipeReader(pipe, cancellation, request)
        return AsyncThrowingStream { try await reader.next() }
    }

    private func feed(_ pipe: Pipe, _ request: HTTPRequest, _ cancellation: Cancellation) throws(TransferError) {
        var refusal: [UInt8] = []
        let exchange = Exchange(request) { exchange, bytes throws(TransferError) in
            guard (200..<300).contains(exchange.status) else {
                refusal += bytes.prefix(Self.maximumRefusalSize - refusal.count)
                return
            }
            guard pipe.write(bytes) else { throw .cancelled(request) }
        }
        try perform(exchange, isStream: true, cancellation)
        guard (200..<300).contains(exchange.status) else {
            let text = String(decoding: refusal, as: UTF8.self)
            throw TransferError(
                .refused, "\(request.method) \(request.displayURL): status \(exchange.status): \(text)",
                status: exchange.status)
        }
    }

    /// Enough for the sentence that says why.
    private static let maximumRefusalSize = 4096

    /// A serial queue of its own gets a thread even while all others block; a concurrent one has few, and transfers that
    /// wait for each other would wait for ever.
    private static func onOwnThread(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "anneal.transfer").async(execute: body)
    }

    private func perform(_ exchange: Exchange, isStream: Bool, _ cancellation: Cancellation) throws(TransferError) {
        let session: Session
        if let kept = idle.withLock({ $0.popLast() }) {
            session = kept
        } else {
            session = try Session()
        }
        defer {
            idle.withLock { sessions in
                if sessions.count < Self.maximumIdleSessions { sessions.append(session) }
            }
        }
        try session.perform(exchange, isStream: isStream, cancellation: cancellation)
    }
}
