/// `on.workflow_run`: another workflow's run was requested, began or is over.
public struct WorkflowRunTrigger: Hashable, Sendable {
    /// Names of workflows, as their `name` says, else their paths. Never empty.
    public var workflows: [Located<String>]
    /// `requested`, `in_progress`, `completed`; nil = `requested` and `completed`.
    public var types: [Located<String>]?
    /// Against the branch of that run.
    public var branches: PatternFilter?

    /// What `types` is when it is absent.
    public static let defaultTypes = ["requested", "completed"]

    public init(
        workflows: [Located<String>], types: [Located<String>]? = nil, branches: PatternFilter? = nil
    ) {
        self.workflows = workflows
        self.types = types
        self.branches = branches
    }
}
