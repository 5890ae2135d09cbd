public import Core
public import Expressions

/// A step as its author wrote it.
public struct StepDefinition: Hashable, Sendable {
    public enum Work: Hashable, Sendable {
        case run(script: Located<Template>, shell: Located<Template>?, workingDirectory: Located<Template>?)
        case uses(action: Located<ActionReference>, with: [EnvironmentEntry])
    }

    /// Unique in the job; starts with `__` when the author gave none.
    public var id: String
    public var name: Located<Template>?
    public var condition: Located<Condition>?
    public var work: Work
    public var environment: [EnvironmentEntry]
    public var timeoutMinutes: Located<Template>?
    public var continueOnError: Located<Template>?
    public var position: SourcePosition

    public init(
        id: String, name: Located<Template>? = nil, condition: Located<Condition>? = nil, work: Work,
        environment: [EnvironmentEntry] = [], timeoutMinutes: Located<Template>? = nil,
        continueOnError: Located<Template>? = nil, position: SourcePosition
    ) {
        self.id = id
        self.name = name
        self.condition = condition
        self.work = work
        self.environment = environment
        self.timeoutMinutes = timeoutMinutes
        self.continueOnError = continueOnError
        self.position = position
    }
}
