public enum RunState: String, Hashable, Sendable, Codable, CaseIterable {
    /// No job has started.
    case queued
    case running
    case completed
}
