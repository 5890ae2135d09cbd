public import Core

/// Which runs a list shows; nil = any.
public struct RunFilter: Hashable, Sendable {
    public var repository: RepositoryID?
    /// Path of the workflow file.
    public var workflow: String?
    public var ref: GitRef?
    public var state: RunState?
    public var conclusion: Conclusion?
    public var event: EventID?
    /// true: those that are not over; false: those that are.
    public var isOpen: Bool?

    public init(
        repository: RepositoryID? = nil, workflow: String? = nil, ref: GitRef? = nil, state: RunState? = nil,
        conclusion: Conclusion? = nil, event: EventID? = nil, isOpen: Bool? = nil
    ) {
        self.repository = repository
        self.workflow = workflow
        self.ref = ref
        self.state = state
        self.conclusion = conclusion
        self.event = event
        self.isOpen = isOpen
    }
}
