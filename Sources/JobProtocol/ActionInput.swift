/// One of an action's `inputs`.
public struct ActionInput: Hashable, Sendable, Codable {
    public var name: String
    /// May hold `${{ }}`; nil = an empty text.
    public var defaultText: String?
    public var isRequired: Bool
    /// Shown to whoever gives this input.
    public var deprecationMessage: String?

    public init(
        name: String, defaultText: String? = nil, isRequired: Bool = false, deprecationMessage: String? = nil
    ) {
        self.name = name
        self.defaultText = defaultText
        self.isRequired = isRequired
        self.deprecationMessage = deprecationMessage
    }
}
