/// An action as its `action.yml` describes it, ready to be run by a supervisor, which reads no YAML.
///
/// For an action that is not in ``JobPlan/actions`` (a local one that came into being while the job ran), the supervisor
/// runs `anneal action load FOLDER` and reads one of these as JSON from its standard output.
public struct ActionPlan: Hashable, Sendable, Codable {
    public enum Runs: Hashable, Sendable, Codable {
        /// `using: composite`. Steps have ids as those of a job have; their `run` names its shell.
        case composite(steps: [StepPlan])
        /// `using: node16` … `node24`. Paths are relative to the action's folder.
        ///
        /// - Parameters:
        ///   - node: the version as written: `node20`.
        ///   - preCondition: `pre-if`; nil = `always()`.
        ///   - postCondition: `post-if`; nil = `always()`.
        case javaScript(
            node: String, main: String, pre: String?, preCondition: String?, post: String?, postCondition: String?)
        /// `using: docker`: needs an executor for containers.
        case docker
    }

    /// `name`, for people.
    public var name: String
    /// The absolute path of the fetched copy, which nobody changes; nil = local: the reference, seen from the workspace.
    public var folder: String?
    public var inputs: [ActionInput]
    /// Of a composite action: its outputs, made of its steps'.
    public var outputs: [NamedText]
    public var runs: Runs

    public init(name: String, folder: String?, inputs: [ActionInput], outputs: [NamedText] = [], runs: Runs) {
        self.name = name
        self.folder = folder
        self.inputs = inputs
        self.outputs = outputs
        self.runs = runs
    }
}
