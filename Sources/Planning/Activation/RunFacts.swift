public import Core
public import Workflows

/// What a job's start has to know of its run.
public struct RunFacts: Hashable, Sendable {
    public var run: RunID
    /// Counts the runs of a workflow from 1.
    public var number: Int
    /// Counts from 1.
    public var attempt: Int
    public var event: Event
    public var repository: RepositoryFacts
    /// ``RunPlan/inputs``.
    public var inputs: Value
    /// Who started this attempt; nil = the event's actor.
    public var triggeringActor: String?
    /// `github.server_url`.
    public var serverURL: String
    /// Within a called workflow.
    public var called: Called?

    /// `github` is about the workflow that began, `inputs` are the called one's.
    public struct Called: Hashable, Sendable {
        /// Of the run's own workflow.
        public var path: String
        public var name: String
        /// Of the called workflow.
        public var inputs: Value
        /// What its jobs' tokens may do at most; nil = what the server allows.
        public var permissions: Permissions?
    }

    public init(
        run: RunID, number: Int, attempt: Int = 1, event: Event, repository: RepositoryFacts,
        inputs: Value = .emptyObject, triggeringActor: String? = nil, serverURL: String
    ) {
        self.run = run
        self.number = number
        self.attempt = attempt
        self.event = event
        self.repository = repository
        self.inputs = inputs
        self.triggeringActor = triggeringActor
        self.serverURL = serverURL
    }
}
