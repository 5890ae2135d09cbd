import Engine

/// Everything that programs ask for: the API, and the streams that tell of changes.
enum API {
    static let root = "/api/v1"

    static func endpoints(engine: Engine, configuration: ServerConfiguration) -> [Endpoint] {
        let endpoints =
            RepositoryEndpoints(engine: engine).all + EventEndpoints(engine: engine).all
            + RunEndpoints(engine: engine).all + ArtifactEndpoints(engine: engine).all
            + JobEndpoints(engine: engine).all + AttemptEndpoints(engine: engine).all
            + LiveEndpoints(engine: engine).all + ScheduleEndpoints(engine: engine).all
        return endpoints + [OpenAPI.endpoint(describing: endpoints, version: configuration.version)]
    }
}
