/// An entry of `env`, `with` or an action's `outputs`: the order in the file counts, so these are lists and not dictionaries.
public struct NamedText: Hashable, Sendable, Codable {
    public var name: String
    /// As the user wrote it; may hold `${{ }}`.
    public var text: String

    public init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }
}
