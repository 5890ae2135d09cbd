/// A workflow that a run's workflows call, as it was then.
public struct RunCallee: Hashable, Sendable {
    /// Which one: `./path`, or `owner/repository/path@ref`.
    public var name: String
    /// What messages about it name.
    public var path: String
    /// Names `source`: the text is kept once for all runs with this digest.
    public var digest: String
    public var source: String

    public init(name: String, path: String, digest: String, source: String) {
        self.name = name
        self.path = path
        self.digest = digest
        self.source = source
    }
}
