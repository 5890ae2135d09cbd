public import Core
import OrderedCollections
import Workflows

extension WorkflowFile {
    /// Whether its `on:` names the kind, as far as the file could be read.
    public func listens(to kind: EventKind) -> Bool { workflow?.triggers.kinds.contains(kind) == true }
}

extension Triggers {
    /// The kinds that start the workflow.
    var kinds: [EventKind] {
        var kinds: [EventKind] = []
        if push != nil { kinds.append(.push) }
        if pullRequest != nil { kinds.append(.pullRequest) }
        if pullRequestTarget != nil { kinds.append(.pullRequestTarget) }
        if workflowDispatch != nil { kinds.append(.workflowDispatch) }
        if workflowRun != nil { kinds.append(.workflowRun) }
        if repositoryDispatch != nil { kinds.append(.repositoryDispatch) }
        if !schedule.isEmpty { kinds.append(.schedule) }
        kinds += activities.keys
        if !data.isEmpty { kinds.append(EventKind(rawValue: "data")) }
        if !alert.isEmpty { kinds.append(EventKind(rawValue: "alert")) }
        if !model.isEmpty { kinds.append(EventKind(rawValue: "model")) }
        return kinds
    }
}
