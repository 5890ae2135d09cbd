public import Core
public import Expressions

/// An input of `workflow_dispatch` or `workflow_call`.
public struct InputDefinition: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case string, boolean, number, choice, environment
    }

    public var name: Located<String>
    public var kind: Kind
    public var description: String?
    public var isRequired: Bool
    public var defaultValue: Value?
    /// Of `workflow_call`: a default that is computed from `github`, `inputs` and `vars`, in the place of `defaultValue`.
    public var defaultTemplate: Located<Template>?
    /// For `choice`, never empty there.
    public var options: [String]

    public init(
        name: Located<String>, kind: Kind = .string, description: String? = nil, isRequired: Bool = false,
        defaultValue: Value? = nil, defaultTemplate: Located<Template>? = nil, options: [String] = []
    ) {
        self.name = name
        self.kind = kind
        self.description = description
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.defaultTemplate = defaultTemplate
        self.options = options
    }
}
