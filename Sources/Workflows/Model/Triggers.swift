/// `on:`. A kind that is nil does not start the workflow.
public struct Triggers: Hashable, Sendable {
    public var push: PushTrigger?
    public var workflowDispatch: DispatchTrigger?

    public init(push: PushTrigger? = nil, workflowDispatch: DispatchTrigger? = nil) {
        self.push = push
        self.workflowDispatch = workflowDispatch
    }
}
