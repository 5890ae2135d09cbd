public import Core

/// What one event does: a decision for each workflow file, and a run for each that is to run.
public struct Plan: Hashable, Sendable, Codable {
    public var event: Event
    /// In the order of the files; one without a file when there was none to decide about.
    public var decisions: [Decision]
    /// In the order of the files: the matched ones, and the invalid ones as runs that only show their diagnostics.
    public var runs: [RunPlan]

    public init(event: Event, decisions: [Decision], runs: [RunPlan]) {
        self.event = event
        self.decisions = decisions
        self.runs = runs
    }
}
