/// One step of a job, or of a composite action. Every text may hold `${{ }}`.
public struct StepPlan: Hashable, Sendable, Codable {
    public enum Work: Hashable, Sendable, Codable {
        case run(script: String, shell: String?, workingDirectory: String?)
        /// A built-in action by its name without version (`actions/checkout`): the process `anneal action checkout`. What
        /// stands behind the `@` changes nothing but what the step is told of it.
        ///
        /// It has a later phase when it writes to GITHUB_STATE: after all steps, `anneal action checkout --post` is run
        /// with what it saved as `STATE_…`. The entry `post-if` of that file is the phase's condition; without one it is
        /// `always()`.
        case builtIn(name: String, version: String, inputs: [NamedText])
        /// An action by its reference as written: `owner/name/path@ref`, `./path`, `docker://image`; see
        /// ``JobPlan/actions``.
        case action(reference: String, inputs: [NamedText])
        /// Waits for background steps of the same job, by their ids.
        case wait(steps: [String])
        /// Waits for all background steps that have been started and not been waited for.
        case waitAll
        /// Ends a background step: TERM, the plan's grace, KILL, for the processes of that step alone.
        case cancel(step: String)
        /// All at once, and then a wait for all of them.
        case parallel(steps: [StepPlan])
    }

    /// The user's `id`, or a generated one that starts with `__`.
    public var id: String
    /// The user's `name`; nil = derived from the work (`Run pytest -q`).
    public var name: String?
    /// The `if`; nil = `success()`. Steps that wait or cancel always run and have none.
    public var condition: String?
    public var work: Work
    public var environment: [NamedText]
    /// `timeout-minutes`.
    public var timeoutMinutes: String?
    /// `continue-on-error`; nil = false.
    public var continueOnError: String?
    /// Where an action is used, for messages: `.anneal/workflows/ci.yml, line 6`.
    public var place: String?
    /// `background`: the next step begins without waiting for this one's end. Only steps of a job that run something.
    public var background: Bool

    public init(
        id: String, name: String? = nil, condition: String? = nil, work: Work, environment: [NamedText] = [],
        timeoutMinutes: String? = nil, continueOnError: String? = nil, place: String? = nil,
        background: Bool = false
    ) {
        self.id = id
        self.name = name
        self.condition = condition
        self.work = work
        self.environment = environment
        self.timeoutMinutes = timeoutMinutes
        self.continueOnError = continueOnError
        self.place = place
        self.background = background
    }
}
