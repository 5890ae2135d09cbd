/// One event of a `text/event-stream`.
public struct ServerSentEvent: Hashable, Sendable {
    /// The last id the server gave, on this event or an earlier one; empty before the first. For `Last-Event-ID`.
    public var id: String
    /// `message` unless the server says otherwise.
    public var event: String
    /// Lines are separated by a line feed.
    public var data: String

    public init(id: String = "", event: String = "message", data: String) {
        self.id = id
        self.event = event
        self.data = data
    }
}
