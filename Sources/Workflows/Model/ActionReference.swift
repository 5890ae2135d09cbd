/// What stands behind `uses:` of a step: `actions/checkout@v4`.
public struct ActionReference: Hashable, Sendable {
    /// `owner/name`, with a path when there is one.
    public var name: String
    /// What follows the `@`.
    public var version: String

    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
