import Core
import Workflows

extension RunFacts {
    /// `github`, `inputs` and `vars`.
    ///
    /// - Parameters:
    ///   - workflow: the one whose expressions are evaluated.
    ///   - job: the id of the job that asks, in that workflow.
    func contexts(workflow: Workflow, job: String?) -> [String: Value] {
        [
            "github": GitHubContext.make(
                event: event, repository: repository, workflow: called?.path ?? workflow.path,
                name: called?.name ?? workflow.displayName, inputs: inputs, run: run, number: number, attempt: attempt,
                triggeringActor: triggeringActor, job: job, serverURL: serverURL),
            "inputs": called?.inputs ?? inputs,
            "vars": repository.vars
        ]
    }
}
