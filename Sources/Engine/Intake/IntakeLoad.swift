import Synchronization

/// How many deliveries are being taken in at this moment.
///
/// A forge gives up after ten seconds, and many do not send again; a decision may come a little later. So while much comes
/// in at once, whoever decides steps back.
final class IntakeLoad: Sendable {
    private let underWay = Atomic(0)

    /// So many answers at once wait for the disk or for a processor.
    private static let high = 8

    var isHigh: Bool { underWay.load(ordering: .relaxed) >= Self.high }

    func carry<Result>(_ body: () async -> Result) async -> Result {
        underWay.add(1, ordering: .relaxed)
        defer { underWay.subtract(1, ordering: .relaxed) }
        return await body()
    }
}
