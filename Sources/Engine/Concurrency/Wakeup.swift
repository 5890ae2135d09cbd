/// A bell: rung any number of times while a loop is busy, it wakes the loop once.
struct Wakeup: Sendable {
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }
    func finish() { continuation.finish() }
}
