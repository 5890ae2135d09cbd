public import Core
import Workflows

extension WorkflowFile {
    /// Whether its `on:` names the kind, as far as the file could be read.
    public func listens(to kind: EventKind) -> Bool {
        guard let triggers = workflow?.triggers else { return false }
        return switch kind {
        case .push: triggers.push != nil
        case .workflowDispatch: triggers.workflowDispatch != nil
        default: false
        }
    }
}
