/// What can be said of a job before its run begins.
public struct Outlook: Hashable, Sendable, Codable {
    public enum Verdict: Hashable, Sendable, Codable {
        /// When its needs have succeeded.
        case runs
        /// Whatever its needs come to. The reason is a clause.
        case skipped(reason: String)
        /// As its condition says, which is known only when its needs are over.
        case depends(condition: String)
    }

    public var verdict: Verdict
    /// Why it fails if it comes to run: a part that can't be carried out yet.
    public var obstacle: String?

    public init(_ verdict: Verdict, obstacle: String? = nil) {
        self.verdict = verdict
        self.obstacle = obstacle
    }
}
