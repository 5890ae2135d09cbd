public import Core
public import JobProtocol
public import Workflows

/// Everything of a `JobPlan` that follows from the workflow and the run; the rest is the engine's.
public struct Prepared: Hashable, Sendable {
    /// The job's final name.
    public var name: String
    /// The labels of `runs-on`.
    public var runsOn: [String]
    public var steps: [StepPlan]
    /// Workflow first, then job.
    public var environment: [[NamedText]]
    public var outputs: [JobOutput]
    /// Its URL as it is written: only the supervisor knows what the steps put out.
    public var deployment: Deployment?
    /// `github`, `needs`, `strategy`, `matrix`, `inputs`, `vars`.
    public var contexts: [String: Value]
    public var defaults: RunDefaults
    /// In seconds.
    public var timeout: Int
    /// What it may still take when it is cancelled, in seconds; nil = GitHub's default.
    public var farewell: Int?
    /// A failure of this job is a warning, and the run goes on.
    public var continueOnError: Bool
    /// The bounds of its token; nil = the server's default.
    public var permissions: Permissions?
    /// Its `concurrency`.
    public var claim: GroupClaim?

    public init(
        name: String, runsOn: [String], steps: [StepPlan], environment: [[NamedText]], outputs: [JobOutput],
        contexts: [String: Value], defaults: RunDefaults, timeout: Int, farewell: Int? = nil, continueOnError: Bool,
        permissions: Permissions? = nil, claim: GroupClaim? = nil,
        deployment: Deployment? = nil
    ) {
        self.name = name
        self.runsOn = runsOn
        self.steps = steps
        self.environment = environment
        self.outputs = outputs
        self.deployment = deployment
        self.contexts = contexts
        self.defaults = defaults
        self.timeout = timeout
        self.farewell = farewell
        self.continueOnError = continueOnError
        self.permissions = permissions
        self.claim = claim
    }
}
