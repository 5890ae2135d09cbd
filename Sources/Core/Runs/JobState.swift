/// The life of a job: `blocked → ready → starting → running → finishing → completed`.
public enum JobState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Waits for the jobs it needs, or for its place under `max-parallel`.
    case blocked
    /// Everything it waits for is there; the next free slot takes it.
    case ready
    /// Claimed: its directory is being made and its supervisor started.
    case starting
    case running
    /// Its steps are over; the supervisor ends what is left of the process tree and writes the last facts.
    case finishing
    case completed
}
