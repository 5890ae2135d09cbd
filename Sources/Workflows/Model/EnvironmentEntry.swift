public import Expressions

/// A name with a text that may hold `${{ }}`: an entry of `env`, `with` or `outputs`.
public struct EnvironmentEntry: Hashable, Sendable {
    public var name: Located<String>
    public var value: Located<Template>

    public init(name: Located<String>, value: Located<Template>) {
        self.name = name
        self.value = value
    }

    /// The name of an entry whose value is one expression that gives an object: its members become entries in this place.
    /// A mapping that is one expression as a whole is read as one such entry. Another name that holds `${{` is evaluated.
    public static let insertion = "${{ insert }}"

    public var isInsertion: Bool { name.content == Self.insertion }

    /// The name itself holds an expression.
    public var isComputed: Bool { !isInsertion && name.content.contains("${{") }
}
