public import Core
public import OrderedCollections

/// One entry of `on.alert`: a monitor of ours, or an alert from outside.
public struct AlertTrigger: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
        /// As `.anneal/monitors.yml` calls it.
        case monitor(Located<String>)
        case alertmanager
        case grafana
    }

    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case firing, resolved
    }

    public var origin: Origin
    /// All of them must be on the alert, with these values.
    public var labels: OrderedDictionary<String, Located<String>>
    /// nil = ``Status/firing``.
    public var status: Located<Status>?
    public var position: SourcePosition

    public init(
        origin: Origin, labels: OrderedDictionary<String, Located<String>> = [:], status: Located<Status>? = nil,
        position: SourcePosition
    ) {
        self.origin = origin
        self.labels = labels
        self.status = status
        self.position = position
    }
}
