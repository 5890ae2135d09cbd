/// Where an expression stands, which decides what it may use: GitHub's table of context availability.
struct ExpressionPlace: Sendable {
    let contexts: Set<String>
    /// Of the functions that are not available everywhere.
    let functions: Set<String>

    private init(_ contexts: Set<String>, functions: Set<String> = []) {
        self.contexts = contexts
        self.functions = functions
    }

    static let statusFunctions: Set<String> = ["always", "cancelled", "failure", "success"]
    /// Functions that not every place has.
    static let restrictedFunctions = statusFunctions.union(["hashfiles"])
    static let allContexts: Set<String> = [
        "github", "env", "vars", "secrets", "inputs", "matrix", "strategy", "needs", "steps", "job", "jobs", "runner"
    ]

    private static let job: Set<String> = ["github", "needs", "strategy", "matrix", "vars", "inputs"]
    private static let running = job.union(["job", "runner", "env", "secrets", "steps"])

    static let nowhere = ExpressionPlace([])
    static let runName = ExpressionPlace(["github", "inputs", "vars"])
    static let workflowEnvironment = ExpressionPlace(["github", "secrets", "inputs", "vars"])
    static let jobCondition = ExpressionPlace(["github", "needs", "vars", "inputs"], functions: statusFunctions)
    static let strategy = ExpressionPlace(["github", "needs", "vars", "inputs"])
    static let workflowConcurrency = ExpressionPlace(["github", "inputs", "vars"])
    static let callDefault = ExpressionPlace(["github", "inputs", "vars"])
    static let callOutput = ExpressionPlace(["github", "inputs", "jobs", "vars"])
    static let callInput = ExpressionPlace(job)
    static let callSecrets = ExpressionPlace(job.union(["secrets"]))
    static let environmentURL = ExpressionPlace(running.subtracting(["secrets"]))
    static let credentials = ExpressionPlace(job.union(["env", "secrets"]))
    static let containerEnvironment = ExpressionPlace(job.union(["env", "secrets", "job", "runner"]))
    /// `name`, `runs-on`, `concurrency`, `container` and most other keys of a job.
    static let jobName = ExpressionPlace(job)
    static let jobEnvironment = ExpressionPlace(job.union(["secrets"]))
    static let jobDefaults = ExpressionPlace(job.union(["env"]))
    static let jobOutputs = ExpressionPlace(running)
    /// Every key of a step but `if` and `id`.
    static let step = ExpressionPlace(running, functions: ["hashfiles"])
    static let stepCondition = ExpressionPlace(
        running.subtracting(["secrets"]), functions: restrictedFunctions)

    /// Inside a composite action: it sees its own inputs and steps, and neither secrets nor the needs of the job.
    private static let inAction: Set<String> = [
        "github", "inputs", "strategy", "matrix", "steps", "job", "runner", "env"
    ]
    static let actionInput = ExpressionPlace(
        ["github", "strategy", "matrix", "job", "runner"], functions: ["hashfiles"])
    static let actionOutput = ExpressionPlace(inAction)
    static let compositeStep = ExpressionPlace(inAction, functions: ["hashfiles"])
    static let compositeCondition = ExpressionPlace(inAction, functions: restrictedFunctions)
    /// `pre-if` and `post-if`.
    static let actionCondition = ExpressionPlace(
        ["github", "strategy", "matrix", "job", "runner", "env", "steps"], functions: restrictedFunctions)
    /// `args`, `entrypoint` and `env` of a Docker action.
    static let actionContainer = ExpressionPlace(["inputs"])
}
