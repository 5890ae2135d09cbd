public import Expressions

/// `environment:` of a job: where it deploys to.
public struct DeploymentTarget: Hashable, Sendable {
    public var name: Located<Template>
    /// Evaluated when the job is over, with the outputs of its steps.
    public var url: Located<Template>?
    /// Whether a deployment is recorded; nil = true.
    public var deployment: Located<Template>?

    public init(name: Located<Template>, url: Located<Template>? = nil, deployment: Located<Template>? = nil) {
        self.name = name
        self.url = url
        self.deployment = deployment
    }
}
