public import Core

/// What became of a delivery that was handed in.
public enum DeliveryOutcome: Hashable, Sendable {
    /// - Parameter events: those of its events that were not known.
    case new(DeliveryID, events: [EventID])
    /// One with the same forge and name had come before; nothing was written.
    case duplicate(of: DeliveryID)

    public var id: DeliveryID {
        switch self {
        case .new(let id, _), .duplicate(let id): id
        }
    }
}
