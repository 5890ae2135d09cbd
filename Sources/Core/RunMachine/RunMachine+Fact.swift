extension RunMachine {
    /// Something that happened. Facts that come twice, or too late, change nothing.
    public enum Fact: Hashable, Sendable {
        /// The answer to ``Action/decide(_:)``.
        case decided(key: String, Verdict)
        /// A slot took the job.
        case claimed(key: String, attempt: Int)
        case started(key: String, attempt: Int)
        case stepsFinished(key: String, attempt: Int)
        case finished(key: String, attempt: Int, Ending)
        /// The run's concurrency group is free for it.
        case runAdmitted
        /// The answer to ``Action/enqueue(_:)``, when its turn has come.
        case admitted(key: String)
        /// The answer to ``Action/settle(_:)``.
        /// - Parameter failure: why an output has no value; nil when all have.
        case settled(key: String, failure: String?)
        /// A person, or a newer run, wants this one to end.
        /// - Parameter reason: a clause, when it was not a person.
        case cancelRequested(reason: String? = nil)
        /// Whoever asked for the run is gone: it ends with the jobs that supervisors work on, which are asked to end, and no
        /// other begins, whatever its `if` says.
        /// - Parameter reason: a clause.
        case abandoned(reason: String)
        /// The job alone is to end: a newer one of its concurrency group takes its place.
        case jobCancelRequested(key: String, reason: String)
        /// A person wants these jobs again; those that need them, directly or not, run again too.
        /// - Parameter isHeld: the run has to wait for its concurrency group first.
        case rerunRequested(keys: Set<String>, isHeld: Bool = false)
    }

    public enum Verdict: Hashable, Sendable {
        /// - Parameter isInGroup: it has a concurrency group, and has to be admitted to it.
        case run(continuesOnError: Bool, isInGroup: Bool = false)
        case skip(reason: String)
        /// Its condition, name or matrix could not be worked out.
        case fail(reason: String)
        /// Replaces a deferred job; an empty list is a job without combinations.
        case expand([Job])
        /// Runs the jobs of another workflow.
        case call([Job], isInGroup: Bool = false)
    }

    public struct Ending: Hashable, Sendable {
        public var conclusion: Conclusion
        public var reason: String?
        public var exitCode: Int?

        public init(_ conclusion: Conclusion, reason: String? = nil, exitCode: Int? = nil) {
            self.conclusion = conclusion
            self.reason = reason
            self.exitCode = exitCode
        }
    }
}
