public import Expressions

/// `container:` of a job, or one of its `services`.
public struct ContainerDefinition: Hashable, Sendable {
    public struct Credentials: Hashable, Sendable {
        public var username: Located<Template>?
        public var password: Located<Template>?

        public init(username: Located<Template>? = nil, password: Located<Template>? = nil) {
            self.username = username
            self.password = password
        }
    }

    /// An expression may also give the whole definition as an object; empty = no container.
    public var image: Located<Template>?
    public var credentials: Credentials?
    public var environment: [EnvironmentEntry]
    public var ports: [Located<Template>]
    public var volumes: [Located<Template>]
    /// More arguments for `docker create`.
    public var options: Located<Template>?
    /// Of a service only.
    public var entrypoint: Located<Template>?
    /// Of a service only.
    public var command: Located<Template>?

    public init(
        image: Located<Template>? = nil, credentials: Credentials? = nil, environment: [EnvironmentEntry] = [],
        ports: [Located<Template>] = [], volumes: [Located<Template>] = [], options: Located<Template>? = nil,
        entrypoint: Located<Template>? = nil, command: Located<Template>? = nil
    ) {
        self.image = image
        self.credentials = credentials
        self.environment = environment
        self.ports = ports
        self.volumes = volumes
        self.options = options
        self.entrypoint = entrypoint
        self.command = command
    }
}
