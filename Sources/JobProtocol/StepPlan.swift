/// One step of a job. Every text may hold `${{ }}`.
public struct StepPlan: Hashable, Sendable, Codable {
    public enum Work: Hashable, Sendable, Codable {
        case run(script: String, shell: String?, workingDirectory: String?)
        /// A built-in action by its name without version: `actions/checkout`.
        case builtIn(name: String, inputs: [NamedText])
    }

    /// The user's `id`, or a generated one that starts with `__`.
    public var id: String
    /// The user's `name`; nil = derived from the work (`Run pytest -q`).
    public var name: String?
    /// The `if`; nil = `success()`.
    public var condition: String?
    public var work: Work
    public var environment: [NamedText]
    /// `timeout-minutes`.
    public var timeoutMinutes: String?
    /// `continue-on-error`; nil = false.
    public var continueOnError: String?

    public init(
        id: String, name: String? = nil, condition: String? = nil, work: Work, environment: [NamedText] = [],
        timeoutMinutes: String? = nil, continueOnError: String? = nil
    ) {
        self.id = id
        self.name = name
        self.condition = condition
        self.work = work
        self.environment = environment
        self.timeoutMinutes = timeoutMinutes
        self.continueOnError = continueOnError
    }
}
