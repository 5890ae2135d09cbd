public import Core

/// What became of a delivery that was handed in.
public enum DeliveryOutcome: Hashable, Sendable {
    case new(DeliveryID)
    /// One with the same forge and name had come before; nothing was written.
    case duplicate(of: DeliveryID)

    public var id: DeliveryID {
        switch self {
        case .new(let id), .duplicate(let id): id
        }
    }
}
