public import Core

/// What became of an event that was handed in.
public enum EventInsertion: Hashable, Sendable {
    case new(EventID)
    /// The same push was known; nothing was written.
    case duplicate(of: EventID)

    public var id: EventID {
        switch self {
        case .new(let id), .duplicate(let id): id
        }
    }
}
