/// `environment:` of a job: where it deploys to.
public struct Deployment: Hashable, Sendable, Codable {
    /// The environment's name.
    public var name: String
    /// Where what was deployed is reached. In a plan as the user wrote it, in a fact as it became.
    public var url: String?

    public init(name: String, url: String? = nil) {
        self.name = name
        self.url = url
    }
}
