public import Expressions
public import OrderedCollections

/// A workflow file, typed. Everything in it has been checked as far as that is possible without an event.
public struct Workflow: Hashable, Sendable {
    /// Path in the repository, for example `.anneal/workflows/ci.yml`.
    public var path: String
    public var name: Located<String>?
    public var description: Located<String>?
    public var runName: Located<Template>?
    public var triggers: Triggers
    public var environment: [EnvironmentEntry]
    public var defaults: Defaults
    /// nil = the server's default.
    public var permissions: Located<Permissions>?
    public var concurrency: Located<Concurrency>?
    public var retraining: Located<Retraining>?
    /// By job id, in the file's order; never empty.
    public var jobs: OrderedDictionary<String, JobDefinition>
    /// What its expressions read of jobs that call workflows; ``CallCheck`` holds it against those.
    public var callOutputUses: [CallOutputUse] = []

    public init(
        path: String, name: Located<String>? = nil, description: Located<String>? = nil,
        runName: Located<Template>? = nil, triggers: Triggers, environment: [EnvironmentEntry] = [],
        defaults: Defaults = Defaults(), permissions: Located<Permissions>? = nil,
        concurrency: Located<Concurrency>? = nil, retraining: Located<Retraining>? = nil,
        jobs: OrderedDictionary<String, JobDefinition>
    ) {
        self.path = path
        self.name = name
        self.description = description
        self.runName = runName
        self.triggers = triggers
        self.environment = environment
        self.defaults = defaults
        self.permissions = permissions
        self.concurrency = concurrency
        self.retraining = retraining
        self.jobs = jobs
    }

    /// What people call it: its `name`, else its path, as on GitHub.
    public var displayName: String { name?.content ?? path }
}
