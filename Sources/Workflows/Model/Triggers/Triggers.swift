public import Core
public import OrderedCollections

/// `on:`. A kind that is nil, absent or empty does not start the workflow.
public struct Triggers: Hashable, Sendable {
    public var push: PushTrigger?
    public var pullRequest: PullRequestTrigger?
    public var pullRequestTarget: PullRequestTrigger?
    public var workflowDispatch: DispatchTrigger?
    /// Other workflows may call this one.
    public var workflowCall: CallTrigger?
    public var workflowRun: WorkflowRunTrigger?
    public var repositoryDispatch: RepositoryDispatchTrigger?
    public var schedule: [ScheduleTrigger]
    /// Every other event of GitHub's: `release`, `create`, `issue_comment`, …
    public var activities: OrderedDictionary<EventKind, ActivityTrigger>
    public var data: [DataTrigger]
    public var alert: [AlertTrigger]
    public var model: [ModelTrigger]

    public init(
        push: PushTrigger? = nil, pullRequest: PullRequestTrigger? = nil, pullRequestTarget: PullRequestTrigger? = nil,
        workflowDispatch: DispatchTrigger? = nil, workflowCall: CallTrigger? = nil,
        workflowRun: WorkflowRunTrigger? = nil, repositoryDispatch: RepositoryDispatchTrigger? = nil,
        schedule: [ScheduleTrigger] = [], activities: OrderedDictionary<EventKind, ActivityTrigger> = [:],
        data: [DataTrigger] = [], alert: [AlertTrigger] = [], model: [ModelTrigger] = []
    ) {
        self.push = push
        self.pullRequest = pullRequest
        self.pullRequestTarget = pullRequestTarget
        self.workflowDispatch = workflowDispatch
        self.workflowCall = workflowCall
        self.workflowRun = workflowRun
        self.repositoryDispatch = repositoryDispatch
        self.schedule = schedule
        self.activities = activities
        self.data = data
        self.alert = alert
        self.model = model
    }

    /// Nothing but other workflows starts this one.
    public var isOnlyCalled: Bool {
        workflowCall != nil && push == nil && pullRequest == nil && pullRequestTarget == nil && workflowDispatch == nil
            && workflowRun == nil && repositoryDispatch == nil && schedule.isEmpty && activities.isEmpty && data.isEmpty
            && alert.isEmpty && model.isEmpty
    }
}
