public import Core
public import Expressions
public import OrderedCollections

/// A job as its author wrote it, before matrix and expressions.
public struct JobDefinition: Hashable, Sendable {
    public var id: Located<String>
    public var name: Located<Template>?
    public var needs: [Located<String>]
    /// nil = `success()`.
    public var condition: Located<Condition>?
    /// The labels, one template each; a single template may give an array, or an object with `group` and `labels`.
    /// Empty for a job that calls a workflow.
    public var runsOn: [Located<Template>]
    /// `runs-on.group`
    public var runnerGroup: Located<Template>?
    public var strategy: Strategy?
    public var environment: [EnvironmentEntry]
    public var defaults: Defaults
    public var outputs: [EnvironmentEntry]
    public var timeoutMinutes: Located<Template>?
    /// How long the job may take to end once it is cancelled.
    public var cancelTimeoutMinutes: Located<Template>?
    public var continueOnError: Located<Template>?
    /// nil = the workflow's.
    public var permissions: Located<Permissions>?
    public var concurrency: Located<Concurrency>?
    /// `environment`
    public var deployment: Located<DeploymentTarget>?
    public var container: Located<ContainerDefinition>?
    public var services: Located<Services>?
    public var snapshot: Located<Snapshot>?
    /// The job runs another workflow, and then it has no steps.
    public var call: WorkflowCall?
    public var tier: Located<Tier>?
    /// Gates the job against the last commit where it passed; nil = always runs.
    public var paths: [Located<Glob>]?
    /// Files of JUnit reports.
    public var testReport: [Located<Glob>]?
    /// nil = `RetryPolicy.machinery`.
    public var retry: Located<RetryPolicy>?
    /// Amounts by name: `gpu`, `cpu`, `memory`, or names of one's own.
    public var resources: OrderedDictionary<String, Located<Template>>
    public var steps: [StepDefinition]
    /// The job's part of the file in a canonical form (no comments, no layout), together with the workflow's
    /// `env` and `defaults`: two jobs with equal texts have the same definition.
    public var canonicalText: String

    public init(
        id: Located<String>, name: Located<Template>? = nil, needs: [Located<String>] = [],
        condition: Located<Condition>? = nil, runsOn: [Located<Template>] = [], strategy: Strategy? = nil,
        environment: [EnvironmentEntry] = [], defaults: Defaults = Defaults(), outputs: [EnvironmentEntry] = [],
        timeoutMinutes: Located<Template>? = nil, continueOnError: Located<Template>? = nil,
        tier: Located<Tier>? = nil, paths: [Located<Glob>]? = nil, steps: [StepDefinition] = [], canonicalText: String
    ) {
        self.id = id
        self.name = name
        self.needs = needs
        self.condition = condition
        self.runsOn = runsOn
        self.strategy = strategy
        self.environment = environment
        self.defaults = defaults
        self.outputs = outputs
        self.timeoutMinutes = timeoutMinutes
        self.continueOnError = continueOnError
        self.tier = tier
        self.paths = paths
        self.resources = [:]
        self.steps = steps
        self.canonicalText = canonicalText
    }
}
