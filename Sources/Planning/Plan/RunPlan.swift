public import Core
public import Workflows

/// One run of one workflow, before anything of it has started. Stored as JSON with the run.
public struct RunPlan: Hashable, Sendable, Codable {
    /// Path of the workflow file.
    public var workflow: String
    /// The workflow's name.
    public var name: String
    /// The run's title: `run-name`, else what GitHub would call it.
    public var runName: String
    public var event: EventKind
    public var ref: GitRef?
    public var sha: CommitSHA?
    public var actor: String
    /// The `inputs` context: checked, typed, defaults filled in.
    public var inputs: Value
    /// SHA-256 of the workflow file, in hexadecimal digits.
    public var digest: String
    /// In the file's order, the combinations of a matrix beside each other. Empty when the workflow is invalid.
    public var jobs: [PlannedJob]
    /// The workflows that it calls, directly or not.
    public var callees: [CalleeID]
    public var diagnostics: [Diagnostic]
    /// `concurrency` of the workflow.
    public var claim: GroupClaim?

    public init(
        workflow: String, name: String, runName: String, event: EventKind, ref: GitRef?, sha: CommitSHA?,
        actor: String, inputs: Value, digest: String, jobs: [PlannedJob], callees: [CalleeID] = [],
        diagnostics: [Diagnostic],
        claim: GroupClaim? = nil
    ) {
        self.workflow = workflow
        self.name = name
        self.runName = runName
        self.event = event
        self.ref = ref
        self.sha = sha
        self.actor = actor
        self.inputs = inputs
        self.digest = digest
        self.jobs = jobs
        self.callees = callees
        self.diagnostics = diagnostics
        self.claim = claim
    }

    /// Nothing can run: the run is a failure from the start and shows its diagnostics.
    public var isInvalid: Bool { jobs.isEmpty }
}
