/// What the door made of a delivery.
public enum DeliveryVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// An event is, or will be, made of it.
    case accepted
    /// A kind that starts nothing.
    case ignored
    /// Signed, but not readable: kept for inspection.
    case invalid
    /// It tells of an event that was known already.
    case duplicate
}
