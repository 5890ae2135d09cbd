/// `on.repository_dispatch`: somebody called the API.
public struct RepositoryDispatchTrigger: Hashable, Sendable {
    /// Values of `event_type`; nil = any.
    public var types: [Located<String>]?

    public init(types: [Located<String>]? = nil) {
        self.types = types
    }
}
