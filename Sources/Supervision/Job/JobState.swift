import Core
import Expressions
import JobProtocol
import OrderedCollections

/// What the steps of a job see of each other, and the scope their expressions are evaluated in.
struct JobState {
    private let fixed: [String: Value]
    private let hashFiles: HashFiles
    private(set) var github: Value
    let runner: Value

    /// `env`: the layers of workflow and job, and what steps wrote to GITHUB_ENV.
    var environment: OrderedDictionary<String, String> = [:]
    /// What steps wrote to GITHUB_PATH; the newest comes first.
    var path: [String] = []
    private var steps: OrderedDictionary<String, Value> = [:]

    var isCancelled = false
    /// The first step whose failure is the job's.
    private(set) var firstFailure: (result: StepResult, name: String)?

    init(plan: JobPlan, secrets: OrderedDictionary<String, Value>, eventPath: String, host: String) {
        var github = plan.contexts["github"]?.object ?? [:]
        github["workspace"] = .string(plan.workspace.path)
        github["event_path"] = .string(eventPath)
        self.github = .object(github)
        runner = GitHubContext.runner(
            temporary: plan.workspace.temporary, toolCache: plan.workspace.toolCache, host: host)
        var fixed = plan.contexts
        fixed["secrets"] = .object(secrets)
        fixed["runner"] = runner
        self.fixed = fixed
        hashFiles = HashFiles(workspace: plan.workspace.path)
    }

    /// `github.action`: the id of the step that runs.
    mutating func setAction(_ id: String) {
        guard case .object(var members) = github else { return }
        members["action"] = .string(id)
        github = .object(members)
    }

    var status: Scope.Status {
        Scope.Status(
            success: firstFailure == nil && !isCancelled, failure: firstFailure != nil && !isCancelled,
            cancelled: isCancelled)
    }

    private var statusName: String { isCancelled ? "cancelled" : firstFailure == nil ? "success" : "failure" }

    /// - Parameter environment: the `env` context; nil = the job's own.
    func scope(environment: OrderedDictionary<String, String>? = nil) -> Scope {
        var contexts = fixed
        contexts["github"] = github
        contexts["env"] = .object((environment ?? self.environment).mapValues { .string($0) })
        contexts["job"] = ["status": .string(statusName)]
        contexts["steps"] = .object(steps)
        return Scope(contexts: contexts, status: status, hashFiles: { [hashFiles] in try hashFiles.digest($0) })
    }

    mutating func record(
        _ result: StepResult, of step: StepPlan, name: String, outputs: [(name: String, value: String)]
    ) {
        if result.conclusion.isFailure && firstFailure == nil { firstFailure = (result, name) }
        // A generated id is no one's to refer to.
        guard !step.id.hasPrefix("__") else { return }
        var members: OrderedDictionary<String, Value> = [:]
        for output in outputs { members[output.name] = .string(output.value) }
        steps[step.id] = [
            "outputs": .object(members), "outcome": .string(result.outcome.result),
            "conclusion": .string(result.conclusion.result)
        ]
    }
}
