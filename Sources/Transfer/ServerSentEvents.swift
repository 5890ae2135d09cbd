/// The events of a stream of bytes.
public struct ServerSentEvents<Base: AsyncSequence>: AsyncSequence where Base.Element == [UInt8] {
    private let base: Base

    public init(_ base: Base) {
        self.base = base
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        private var base: Base.AsyncIterator
        private var parser = ServerSentEventParser()
        private var ready: ArraySlice<ServerSentEvent> = []

        fileprivate init(_ base: Base.AsyncIterator) {
            self.base = base
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ServerSentEvent? {
            while true {
                if let event = ready.popFirst() { return event }
                guard let bytes = try await base.next(isolation: actor) else { return nil }
                ready = try parser.take(bytes)[...]
            }
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base.makeAsyncIterator()) }
}

extension ServerSentEvents: Sendable where Base: Sendable {}

extension HTTPClient {
    /// A stream of server-sent events; see ``stream(_:)``.
    public func events(_ request: HTTPRequest) -> ServerSentEvents<AsyncThrowingStream<[UInt8], any Error>> {
        var request = request
        if !request.headers.contains(where: { $0.name.lowercased() == "accept" }) {
            request.headers.append(.init("Accept", "text/event-stream"))
        }
        return ServerSentEvents(stream(request))
    }
}
