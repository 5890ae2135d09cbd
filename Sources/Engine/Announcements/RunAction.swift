/// `types` of `on.workflow_run`.
enum RunAction: String, Sendable {
    case requested
    case inProgress = "in_progress"
    case completed
}
