/// A job that runs another workflow: `uses`, `with` and `secrets`.
public struct WorkflowCall: Hashable, Sendable {
    public enum Secrets: Hashable, Sendable {
        /// `secrets: inherit`
        case inherit
        case map([EnvironmentEntry])
    }

    /// One entry of `with`; the value keeps its type.
    public struct Argument: Hashable, Sendable {
        public var name: Located<String>
        public var value: Located<TemplateValue>

        public init(name: Located<String>, value: Located<TemplateValue>) {
            self.name = name
            self.value = value
        }
    }

    public var reference: Located<WorkflowReference>
    public var arguments: [Argument]
    /// nil = none are handed on.
    public var secrets: Located<Secrets>?

    public init(
        reference: Located<WorkflowReference>, arguments: [Argument] = [], secrets: Located<Secrets>? = nil
    ) {
        self.reference = reference
        self.arguments = arguments
        self.secrets = secrets
    }
}
