import Core
import Expressions
import JobProtocol
import OrderedCollections

/// What the steps of one list see of each other: those of the job, or those of a composite action while it runs.
final class StepFrame {
    /// Of a composite action; nil = the job.
    let inputs: OrderedDictionary<String, String>?
    /// The composite action.
    let action: ActionPlace?
    /// How many composite actions this is within.
    let depth: Int
    /// Begins the keys of its steps.
    let key: String
    /// What `env:` of the composite actions around says; wins over what steps wrote to GITHUB_ENV.
    let environment: OrderedDictionary<String, String>
    let surroundings: Surroundings

    /// The `steps` context.
    private(set) var steps: OrderedDictionary<String, Value> = [:]
    /// The first step whose failure is the list's.
    private(set) var firstFailure: StepResult?
    /// The rest of the list is to run only when it asks to.
    var isCancelled = false

    /// The job's own.
    init() {
        (inputs, action, depth, key, environment) = (nil, nil, 0, "", [:])
        surroundings = Surroundings()
    }

    /// A composite action's, while it runs.
    init(
        in frame: StepFrame, key: String, action: ActionPlace, inputs: OrderedDictionary<String, String>,
        environment: OrderedDictionary<String, String>, surroundings: Surroundings
    ) {
        (self.inputs, self.action, self.key, self.surroundings) = (inputs, action, key, surroundings)
        depth = frame.depth + 1
        self.environment = environment
    }

    var status: Scope.Status {
        Scope.Status(
            success: firstFailure == nil && !isCancelled, failure: firstFailure != nil && !isCancelled,
            cancelled: isCancelled)
    }

    var statusName: String { isCancelled ? "cancelled" : firstFailure == nil ? "success" : "failure" }

    func note(_ result: StepResult) {
        if result.conclusion.isFailure && firstFailure == nil { firstFailure = result }
    }

    /// Lets later steps see it.
    func record(_ result: StepResult, of id: String, outputs: [(name: String, value: String)]) {
        // A generated id is no one's to refer to.
        guard !id.hasPrefix("__") else { return }
        var members: OrderedDictionary<String, Value> = [:]
        for output in outputs { members[output.name] = .string(output.value) }
        steps[id] = [
            "outputs": .object(members), "outcome": .string(result.outcome.result),
            "conclusion": .string(result.conclusion.result)
        ]
    }
}
