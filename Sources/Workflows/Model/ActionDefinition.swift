public import Expressions

/// An action's manifest, `action.yml`, as its author wrote it.
public struct ActionDefinition: Hashable, Sendable {
    public struct Input: Hashable, Sendable {
        public var name: Located<String>
        public var description: String?
        public var isRequired: Bool
        public var defaultValue: Located<Template>?
        /// Said when a workflow gives the input a value.
        public var deprecation: String?
    }

    public struct Output: Hashable, Sendable {
        public var name: Located<String>
        /// Of composite actions; others set their outputs themselves.
        public var value: Located<Template>?
    }

    public struct JavaScript: Hashable, Sendable {
        /// As it is written: `node20`.
        public var runtime: String
        /// Relative to the action's folder, as all of these.
        public var main: String
        public var pre: String?
        public var preCondition: Located<Condition>?
        public var post: String?
        public var postCondition: Located<Condition>?
    }

    public struct Docker: Hashable, Sendable {
        /// `Dockerfile`, a path to one, or `docker://IMAGE`.
        public var image: String
        public var entrypoint: Located<Template>?
        public var arguments: [Located<Template>]
        public var environment: [EnvironmentEntry]
        public var preEntrypoint: String?
        public var preCondition: Located<Condition>?
        public var postEntrypoint: String?
        public var postCondition: Located<Condition>?
    }

    public enum Runs: Hashable, Sendable {
        case composite(steps: [StepDefinition])
        case javaScript(JavaScript)
        case docker(Docker)
    }

    /// Of the manifest, in its repository or on disk.
    public var path: String
    public var name: String
    public var inputs: [Input]
    public var outputs: [Output]
    public var runs: Runs
}
