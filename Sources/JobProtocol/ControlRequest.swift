/// A line of `control`: something the server asks of a running supervisor.
public enum ControlRequest: Hashable, Sendable, Codable {
    /// TERM now, KILL after the plan's grace; `always()` steps still run. A second one kills at once and runs nothing more.
    case cancel(reason: String)
}
