public import Core
public import Expressions

/// A step as its author wrote it.
public struct StepDefinition: Hashable, Sendable {
    public indirect enum Work: Hashable, Sendable {
        case run(script: Located<Template>, shell: Located<Template>?, workingDirectory: Located<Template>?)
        case uses(action: Located<ActionReference>, with: [EnvironmentEntry])
        /// Until these background steps are over; never empty.
        case wait(for: [Located<String>])
        /// Until every background step is over.
        case waitAll
        /// Ends a background step.
        case cancel(Located<String>)
        /// Each in the background, and then a wait for all of them.
        case parallel([StepDefinition])
    }

    /// Unique in the job; starts with `__` when the author gave none.
    public var id: String
    public var name: Located<Template>?
    public var condition: Located<Condition>?
    public var work: Work
    public var environment: [EnvironmentEntry]
    public var timeoutMinutes: Located<Template>?
    public var continueOnError: Located<Template>?
    /// The step runs beside those that follow.
    public var isBackground: Bool
    public var position: SourcePosition

    public init(
        id: String, name: Located<Template>? = nil, condition: Located<Condition>? = nil, work: Work,
        environment: [EnvironmentEntry] = [], timeoutMinutes: Located<Template>? = nil,
        continueOnError: Located<Template>? = nil, isBackground: Bool = false, position: SourcePosition
    ) {
        self.id = id
        self.name = name
        self.condition = condition
        self.work = work
        self.environment = environment
        self.timeoutMinutes = timeoutMinutes
        self.continueOnError = continueOnError
        self.isBackground = isBackground
        self.position = position
    }
}
