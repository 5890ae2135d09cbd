/// What happened, spelled as in `on:` and in `github.event_name`.
public struct EventKind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let push = EventKind(rawValue: "push")
    public static let workflowDispatch = EventKind(rawValue: "workflow_dispatch")
    public static let pullRequest = EventKind(rawValue: "pull_request")
    public static let pullRequestTarget = EventKind(rawValue: "pull_request_target")
    public static let create = EventKind(rawValue: "create")
    public static let delete = EventKind(rawValue: "delete")
    public static let release = EventKind(rawValue: "release")
    public static let repositoryDispatch = EventKind(rawValue: "repository_dispatch")
    public static let workflowRun = EventKind(rawValue: "workflow_run")
    public static let schedule = EventKind(rawValue: "schedule")

    public var description: String { rawValue }
}
