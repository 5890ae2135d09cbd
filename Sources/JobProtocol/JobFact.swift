public import Core

/// One line of `journal.ndjson`: something that happened to a job. Appended by the supervisor alone.
public struct JobFact: Hashable, Sendable {
    /// Counts from 1 without gaps, so that a reader knows where it had got to.
    public var sequence: Int
    public var at: Timestamp
    public var what: What

    public init(sequence: Int, at: Timestamp, what: What) {
        self.sequence = sequence
        self.at = at
        self.what = what
    }

    public enum What: Hashable, Sendable {
        /// The supervisor has read the plan and holds the lock.
        case started(pid: Int32, host: HostFacts)
        /// - Parameter name: the step's name with its expressions filled in, redacted.
        case stepStarted(index: Int, name: String)
        case stepFinished(StepResult)
        case annotation(Annotation)
        /// All steps are over; the process tree is being ended.
        case stepsFinished
        /// Where the job deployed to, redacted like the log.
        case deployment(Deployment)
        /// The last fact, always. `outputs` are the job's, redacted like the log.
        /// - Parameter reason: one sentence when `conclusion` is not success.
        /// - Parameter exitCode: of the step that failed the job, for retry rules.
        case finished(conclusion: Conclusion, outputs: [String: String], reason: String?, exitCode: Int?)
    }
}
