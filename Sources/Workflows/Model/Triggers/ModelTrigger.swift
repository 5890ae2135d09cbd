/// One entry of `on.model`: an alias of a model in the registry moved.
public struct ModelTrigger: Hashable, Sendable {
    public var name: Located<String>
    /// nil = any, new versions included.
    public var alias: Located<String>?

    public init(name: Located<String>, alias: Located<String>? = nil) {
        self.name = name
        self.alias = alias
    }
}
