import Core
import Expressions
import JobProtocol
import OrderedCollections

/// The contexts that are the same for all steps of a job.
struct JobContexts {
    private let fixed: [String: Value]
    private let hashFiles: HashFiles
    let github: OrderedDictionary<String, Value>
    let runner: Value
    /// Whether `::debug::` is shown: ACTIONS_STEP_DEBUG as a secret or a variable, as on GitHub.
    let isDebug: Bool

    /// What a composite action sees. It is handed secrets and variables as inputs, or not at all.
    private static let ofActions: Set<String> = ["github", "job", "matrix", "runner", "strategy"]

    init(plan: JobPlan, secrets: OrderedDictionary<String, Value>, eventPath: String, host: String) {
        var github = plan.contexts["github"]?.object ?? [:]
        github["workspace"] = .string(plan.workspace.path)
        github["event_path"] = .string(eventPath)
        if let token = Value.object(secrets).member(ignoringCase: "GITHUB_TOKEN") { github["token"] = token }
        self.github = github
        let switches: [Value] = [.object(secrets), plan.contexts["vars"] ?? .emptyObject]
        isDebug = switches.contains { $0.member(ignoringCase: "ACTIONS_STEP_DEBUG")?.coercedString == "true" }
        runner = GitHubContext.runner(plan.workspace, host: host, isDebug: isDebug)
        var fixed = plan.contexts
        fixed["secrets"] = .object(secrets)
        fixed["runner"] = runner
        self.fixed = fixed
        hashFiles = HashFiles(workspace: plan.workspace.path)
    }

    /// What an action's own `action.yml` sees where it is evaluated for whoever uses it: defaults of inputs, `pre-if` and
    /// `post-if`. Secrets are not among it: whoever wrote the action is not to read those of its users.
    func foreignScope(github members: [String: Value], status: Scope.Status, jobStatus: String) -> Scope {
        var contexts = fixed.filter { Self.ofActions.contains($0.key) }
        contexts["github"] = .object(github.merging(members) { $1 })
        contexts["job"] = job(jobStatus)
        return Scope(contexts: contexts, status: status, hashFiles: { [hashFiles] in try hashFiles.digest($0) })
    }

    private func job(_ status: String) -> Value {
        .object((fixed["job"]?.object ?? [:]).merging(["status": .string(status)]) { $1 })
    }

    /// - Parameters:
    ///   - frame: gives `steps`, and the `inputs` of a composite action.
    ///   - members: of `github`, on top of those that are the same for all.
    ///   - jobStatus: `job.status`.
    func scope(
        in frame: StepFrame, environment: OrderedDictionary<String, String>, github members: [String: Value] = [:],
        status: Scope.Status, jobStatus: String
    ) -> Scope {
        var contexts = frame.inputs == nil ? fixed : fixed.filter { Self.ofActions.contains($0.key) }
        if let inputs = frame.inputs { contexts["inputs"] = .object(inputs.mapValues { .string($0) }) }
        contexts["github"] = .object(github.merging(members) { $1 })
        contexts["env"] = .object(environment.mapValues { .string($0) })
        contexts["job"] = job(jobStatus)
        contexts["steps"] = .object(frame.steps)
        return Scope(contexts: contexts, status: status, hashFiles: { [hashFiles] in try hashFiles.digest($0) })
    }
}
