import Synchronization

/// Counts by number.
public final class Tally: Sendable {
    private let counts = Mutex<[Int: Int]>([:])

    public init() {}

    public var all: [Int: Int] { counts.withLock { $0 } }

    func add(_ key: Int) { counts.withLock { $0[key, default: 0] += 1 } }
}
