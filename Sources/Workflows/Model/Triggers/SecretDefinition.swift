/// A secret that a caller hands to a workflow.
public struct SecretDefinition: Hashable, Sendable {
    public var name: Located<String>
    public var description: String?
    public var isRequired: Bool

    public init(name: Located<String>, description: String? = nil, isRequired: Bool = false) {
        self.name = name
        self.description = description
        self.isRequired = isRequired
    }
}
