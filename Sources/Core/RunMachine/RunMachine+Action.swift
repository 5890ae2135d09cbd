extension RunMachine {
    /// What the engine has to do next.
    public enum Action: Hashable, Sendable {
        /// Work out the job's `if` (and its matrix): everything it needs is over, or the run was cancelled.
        case decide(String)
        /// The job may run as soon as its concurrency group is free: line it up.
        case enqueue(String)
        /// The job is ready: let the dispatcher know.
        case dispatch(String)
        /// The job is ready again after this long.
        case retry(String, after: Duration)
        /// Ask the job's supervisor to end it.
        case cancel(String, reason: String)
        /// The jobs of a call are over and none failed: work out what it hands on.
        case settle(String)
        /// The run is over.
        case conclude(Conclusion)
    }
}
