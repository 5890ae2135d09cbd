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
        /// A person, or a newer run, wants this one to end.
        case cancelRequested
        /// A person wants these jobs again; those that need them, directly or not, run again too.
        case rerunRequested(keys: Set<String>)
    }

    public enum Verdict: Hashable, Sendable {
        case run(continuesOnError: Bool)
        case skip(reason: String)
        /// Its condition, name or matrix could not be worked out.
        case fail(reason: String)
        /// Replaces a deferred job; an empty list is a job without combinations.
        case expand([Job])
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
