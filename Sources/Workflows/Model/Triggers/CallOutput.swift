public import Expressions

/// An output of a workflow that others call.
public struct CallOutput: Hashable, Sendable {
    public var name: Located<String>
    public var description: String?
    /// From the `jobs` context, usually.
    public var value: Located<Template>

    public init(name: Located<String>, description: String? = nil, value: Located<Template>) {
        self.name = name
        self.description = description
        self.value = value
    }
}
