/// What happened, spelled as in `on:` and in `github.event_name`.
public struct EventKind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let push = EventKind(rawValue: "push")
    public static let workflowDispatch = EventKind(rawValue: "workflow_dispatch")

    public var description: String { rawValue }
}
