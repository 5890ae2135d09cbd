import Planning
import Workflows

/// What a job's expressions are evaluated in: the run's own workflow, or one that is called.
struct RunScope {
    var workflow: Workflow
    var facts: RunFacts
    /// What the run puts before the ids of the workflow's jobs.
    var prefix: String
    /// What people call the call.
    var name: String?
}
