/// The life of an event: `received → decided`, or `failed` when it was given up.
public enum EventState: String, Hashable, Sendable, Codable, CaseIterable {
    case received, decided, failed
}
